//! Orders that wait for the daemon, which takes one after the other. In a flood the daemon is behind, and what it shows must not be:
//! the newest word about a banner takes the place of the one that still waits, what is urgent goes first, and of more chats than
//! somebody could look at the oldest are left out.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use engine::ports::{Act, Acted, Banner};
use tokio::sync::{broadcast, mpsc};

use super::Order;
use crate::notify::acted;

/// Most banners of chats that wait.
const MOST: usize = 32;

/// Where orders are given.
pub struct Orders {
    queue: Arc<Queue>,
    bell: mpsc::Sender<()>,
}

/// Where they are taken.
pub struct Waiting {
    queue: Arc<Queue>,
    bell: mpsc::Receiver<()>,
}

struct Queue {
    waits: Mutex<Waits>,
    told: broadcast::Sender<Acted>,
}

#[derive(Default)]
struct Waits {
    orders: VecDeque<Order>,
    /// The last banner that was left out, as long as nobody was told.
    left_out: Option<Banner>,
}

/// Both ends; whoever listens is told what is left out.
pub fn queue(told: broadcast::Sender<Acted>) -> (Orders, Waiting) {
    let queue = Arc::new(Queue { waits: Mutex::default(), told });
    let (bell, heard) = mpsc::channel(1);
    (Orders { queue: Arc::clone(&queue), bell }, Waiting { queue, bell: heard })
}

impl Orders {
    /// Gives an order.
    pub fn give(&self, order: Order) {
        self.queue.change(|waits| waits.put(order));
        // One that rang already is enough, and nobody hears it only while the program ends.
        let _ = self.bell.try_send(());
    }
}

impl Waiting {
    /// The next one; none when nobody orders any more. Nothing is lost where the caller stops waiting.
    pub async fn next(&mut self) -> Option<Order> {
        loop {
            if let Some(order) = self.queue.change(Waits::take) {
                return Some(order);
            }
            self.bell.recv().await?;
        }
    }
}

impl Queue {
    fn change<T>(&self, change: impl FnOnce(&mut Waits) -> T) -> T {
        let mut waits = self.lock();
        let changed = change(&mut waits);
        let left_out = waits.untold();
        drop(waits);
        if let Some(banner) = left_out {
            // Nobody listening is fine.
            let _ = self.told.send(acted(&banner, Act::LeftOut));
        }
        changed
    }

    fn lock(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waits {
    /// The first that is urgent, or the first.
    fn take(&mut self) -> Option<Order> {
        let at = self.orders.iter().position(is_urgent).unwrap_or(0);
        self.orders.remove(at)
    }

    fn put(&mut self, order: Order) {
        let before = self.orders.iter_mut().find(|waits| key(waits).is_some() && key(waits) == key(&order));
        match before {
            Some(before) => replace(before, order),
            None => self.orders.push_back(order),
        }
        if self.orders.iter().filter(|order| chat_banner(order).is_some()).count() > MOST {
            self.leave_out();
        }
    }

    /// Leaves out the oldest of a chat, one that is urgent only where all are.
    fn leave_out(&mut self) {
        let of_chat = |order: &Order| chat_banner(order).is_some();
        let oldest = self.orders.iter().position(|order| of_chat(order) && !is_urgent(order));
        if let Some(at) = oldest.or_else(|| self.orders.iter().position(of_chat))
            && let Some(Order::Show(banner)) = self.orders.remove(at)
        {
            self.left_out = Some(banner);
        }
    }

    /// What is to be told: nothing while a banner over all chats waits, which will have been told of it.
    fn untold(&mut self) -> Option<Banner> {
        let over_all = |order: &Order| matches!(order, Order::Show(banner) if banner.chat.is_none());
        if self.orders.iter().any(over_all) { None } else { self.left_out.take() }
    }
}

/// The newer word counts; what was urgent stays so.
fn replace(before: &mut Order, order: Order) {
    let urgent = is_urgent(before);
    *before = match order {
        Order::Show(banner) => Order::Show(Banner { urgent: banner.urgent || urgent, ..banner }),
        order => order,
    };
}

/// A question is asked by somebody who waits for its answer.
const fn is_urgent(order: &Order) -> bool {
    match order {
        Order::Show(banner) => banner.urgent,
        Order::Withdraw(_) => false,
        Order::Abilities(_) => true,
    }
}

/// The banner of a chat that is to be shown.
const fn chat_banner(order: &Order) -> Option<&Banner> {
    match order {
        Order::Show(banner) if banner.chat.is_some() => Some(banner),
        _ => None,
    }
}

/// Which banner an order is about.
fn key(order: &Order) -> Option<&str> {
    match order {
        Order::Show(banner) => Some(&banner.key),
        Order::Withdraw(key) => Some(key),
        Order::Abilities(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::banner;
    use super::*;

    fn show(key: &str, body: &str) -> Order {
        Order::Show(Banner { body: body.to_owned(), ..banner(key, 1) })
    }

    fn urgent(key: &str, body: &str) -> Order {
        Order::Show(Banner { body: body.to_owned(), urgent: true, ..banner(key, 1) })
    }

    fn summary() -> Order {
        Order::Show(Banner { chat: None, body: "12 unread chats".to_owned(), ..banner("summary", 1) })
    }

    async fn next(waiting: &mut Waiting) -> String {
        match waiting.next().await {
            Some(Order::Show(banner)) => format!("show {} {}", banner.key, banner.body),
            Some(Order::Withdraw(key)) => format!("withdraw {key}"),
            Some(Order::Abilities(_)) => "abilities".to_owned(),
            None => "nothing".to_owned(),
        }
    }

    fn given(orders: impl IntoIterator<Item = Order>) -> (Orders, Waiting, broadcast::Receiver<Acted>) {
        let (told, left_out) = broadcast::channel(256);
        let (given, waiting) = queue(told);
        orders.into_iter().for_each(|order| given.give(order));
        (given, waiting, left_out)
    }

    #[tokio::test]
    async fn what_a_chat_says_last_is_shown_in_its_turn() {
        let lena = Order::Withdraw("lena".to_owned());
        let (orders, mut waiting, _) =
            given([show("anna", "first"), show("tomas", "hello"), show("anna", "last"), lena]);
        assert_eq!(next(&mut waiting).await, "show anna last");
        orders.give(Order::Withdraw("tomas".to_owned()));
        assert_eq!(next(&mut waiting).await, "withdraw tomas", "it was read before anybody saw it");
        assert_eq!(next(&mut waiting).await, "withdraw lena");
        drop(orders);
        assert_eq!(next(&mut waiting).await, "nothing");
    }

    #[tokio::test]
    async fn what_names_the_operator_goes_first_also_when_more_is_said_after_it() {
        let words = [show("anna", "first"), urgent("tomas", "Mira!"), show("tomas", "are you there?")];
        let (_orders, mut waiting, _) = given(words);
        assert_eq!(next(&mut waiting).await, "show tomas are you there?");
        assert_eq!(next(&mut waiting).await, "show anna first");
    }

    #[tokio::test]
    async fn of_a_thousand_chats_the_newest_wait_and_what_is_urgent_and_the_rest_is_told_once() {
        let flood = (0..1_000).map(|chat| show(&format!("chat {chat}"), "hello"));
        let (orders, mut waiting, mut left_out) = given([urgent("vip", "now"), show("anna", "hello")]);
        let told = |left_out: &mut broadcast::Receiver<Acted>| left_out.try_recv().map(|acted| acted.act);
        orders.give(summary());
        flood.for_each(|order| orders.give(order));
        assert!(told(&mut left_out).is_err(), "the banner over all chats, which tells of them, waits itself");
        assert_eq!(next(&mut waiting).await, "show vip now");
        assert_eq!(next(&mut waiting).await, "show summary 12 unread chats");
        assert_eq!(told(&mut left_out), Ok(Act::LeftOut), "more may be unread by now than it says");
        assert!(told(&mut left_out).is_err(), "all of them are one word");
        for chat in 1_000 - MOST + 1..1_000 {
            assert_eq!(next(&mut waiting).await, format!("show chat {chat} hello"));
        }
        drop(orders);
        assert_eq!(next(&mut waiting).await, "nothing");
    }
}
