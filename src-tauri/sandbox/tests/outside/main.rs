//! The sandbox from outside, over HTTP alone: what it accepts, refuses, posts and repeats. The town's clock is held still
//! and moved by hand, so nothing here waits for time to pass.

#[cfg(test)]
mod answers;
#[cfg(test)]
mod door;
#[cfg(test)]
mod files;
#[cfg(test)]
mod gatherings;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod news;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod people;
#[cfg(test)]
mod reads;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod routing;
#[cfg(test)]
mod shapes;
#[cfg(test)]
mod statuses;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod visitor;
#[cfg(test)]
mod webhooks;
