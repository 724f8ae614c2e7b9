//! Journeys through the hub from the outside: a person in the town does something, the operator sees it and answers.

#[path = "journeys/answers.rs"]
mod answers;
#[path = "journeys/doctor.rs"]
mod doctor;
#[path = "journeys/doors.rs"]
mod doors;
#[path = "journeys/kept.rs"]
mod kept;
#[path = "journeys/log.rs"]
mod log;
#[path = "journeys/walk.rs"]
mod walk;

/// Somebody in Almaty who buys sencha.
pub const ANNA: &str = "Анна Корнеева";
/// Somebody who writes Portuguese and English.
pub const TOMAS: &str = "Tomás Ribeiro";
/// Somebody who asks about deliveries.
pub const LENA: &str = "Lena Fischer";
/// Somebody who runs a group.
pub const YERZHAN: &str = "Ержан Бекенов";
