//! Orders that wait for the daemon, which takes one after the other. In a flood the daemon is behind, and what it shows must not be:
//! the newest word about a banner takes the place of the one that still waits, what is urgent goes first, of more chats than somebody
//! could look at the oldest are left out, and those that are not urgent come no faster than ten a second: drawing more of them takes the
//! desktop half of a processor, and nobody reads them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use engine::ports::{Act, Acted, Banner};
use tokio::sync::{broadcast, mpsc};
use tokio::time::{Instant, sleep_until};

use super::Order;
use crate::notify::acted;

/// Most banners of chats that wait.
const MOST: usize = 32;
/// Between two banners that are not urgent.
const PACE: Duration = Duration::from_millis(100);

/// Where orders are given.
pub struct Orders {
    queue: Arc<Queue>,
    bell: mpsc::Sender<()>,
}

/// Where they are taken.
pub struct Waiting {
    queue: Arc<Queue>,
    bell: mpsc::Receiver<()>,
    /// When the next banner may come that is not urgent.
    next: Instant,
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
    (Orders { queue: Arc::clone(&queue), bell }, Waiting { queue, bell: heard, next: Instant::now() })
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
            let rests = Instant::now() < self.next;
            if let Some(order) = self.queue.change(|waits| waits.take(rests)) {
                if is_paced(&order) {
                    self.next = Instant::now() + PACE;
                }
                return Some(order);
            }
            if self.queue.is_empty() {
                self.bell.recv().await?;
                continue;
            }
            // What is urgent may come meanwhile; where nobody orders any more, what waits is taken in its time.
            let heard = tokio::select! { heard = self.bell.recv() => heard, () = sleep_until(self.next) => Some(()) };
            if heard.is_none() {
                sleep_until(self.next).await;
            }
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

    fn is_empty(&self) -> bool {
        self.lock().orders.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Waits {
    /// The first that is urgent, or the first; of those that have a pace none while it rests.
    fn take(&mut self, rests: bool) -> Option<Order> {
        let first = || self.orders.iter().position(|order| !rests || !is_paced(order));
        let at = self.orders.iter().position(is_urgent).or_else(first)?;
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

/// Whether it comes in its time: a banner that is not urgent.
const fn is_paced(order: &Order) -> bool {
    matches!(order, Order::Show(banner) if !banner.urgent)
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

    #[tokio::test(start_paused = true)]
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

    #[tokio::test(start_paused = true)]
    async fn what_names_the_operator_goes_first_also_when_more_is_said_after_it() {
        let words = [show("anna", "first"), urgent("tomas", "Mira!"), show("tomas", "are you there?")];
        let (_orders, mut waiting, _) = given(words);
        assert_eq!(next(&mut waiting).await, "show tomas are you there?");
        assert_eq!(next(&mut waiting).await, "show anna first");
    }

    #[tokio::test(start_paused = true)]
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

    #[tokio::test(start_paused = true)]
    async fn a_flood_of_a_second_shows_no_more_than_ten_banners_whoever_tells_of_the_rest() {
        let (orders, mut waiting, mut left_out) = given([]);
        let (begun, mut shown) = (Instant::now(), 0);
        for chat in 0.. {
            orders.give(show(&format!("chat {chat}"), "hello"));
            while left_out.try_recv().is_ok() {
                orders.give(summary());
            }
            tokio::select! { biased; _ = next(&mut waiting) => shown += 1, () = tokio::time::sleep(PACE / 100) => {} }
            if begun.elapsed() >= Duration::from_secs(1) {
                break;
            }
        }
        assert!((9..=11).contains(&shown), "{shown} were shown");
    }

    #[tokio::test(start_paused = true)]
    async fn banners_come_at_a_pace_that_what_is_urgent_does_not_wait_for() {
        let (orders, mut waiting, _) = given([show("anna", "hello"), show("tomas", "hello"), show("lena", "hello")]);
        let begun = Instant::now();
        assert_eq!(next(&mut waiting).await, "show anna hello");
        orders.give(urgent("vip", "now"));
        orders.give(Order::Withdraw("boris".to_owned()));
        assert_eq!(next(&mut waiting).await, "show vip now");
        assert_eq!(next(&mut waiting).await, "withdraw boris");
        assert_eq!(begun.elapsed(), Duration::ZERO, "none of them had to wait");
        assert_eq!(next(&mut waiting).await, "show tomas hello");
        assert_eq!(begun.elapsed(), PACE);
        drop(orders);
        assert_eq!(next(&mut waiting).await, "show lena hello");
        assert_eq!(begun.elapsed(), PACE * 2);
        assert_eq!(next(&mut waiting).await, "nothing");
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_urgent_and_comes_while_another_banner_rests_comes_at_once() {
        let (orders, mut waiting, _) = given([show("anna", "hello"), show("tomas", "hello")]);
        assert_eq!(next(&mut waiting).await, "show anna hello");
        let begun = Instant::now();
        let comes = async {
            tokio::time::sleep(PACE / 4).await;
            orders.give(urgent("vip", "now"));
        };
        let (first, ()) = tokio::join!(next(&mut waiting), comes);
        assert_eq!((first.as_str(), begun.elapsed()), ("show vip now", PACE / 4));
    }
}
