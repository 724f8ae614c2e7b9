//! The engine from outside: its commands, its changes and its ports, with the sandbox's town at the other end of real
//! sockets and a data folder on a real disk.

#![cfg(test)]

mod alerts;
mod backup;
mod banners;
mod blocks;
mod calls;
mod changes;
mod consent;
mod desk;
mod disk;
mod doctor;
mod door;
mod erase;
mod first_run;
mod flood;
mod gate;
mod group_activity;
mod group_chat;
mod group_refused;
mod group_seats;
mod group_truth;
mod group_twice;
mod groups;
mod identity;
mod imports;
mod invitations;
mod kinds;
mod lists;
mod loop_test;
mod members;
mod merges;
mod numbers;
mod pace;
mod pairing;
mod paper;
mod ports;
mod profiles;
mod promises;
mod quiet;
mod rebuild;
mod receiving;
mod restart;
mod said;
mod sending;
mod standing;
mod statuses;
mod town;
mod trouble;
mod welcome;
