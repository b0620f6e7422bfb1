#pragma once

#include <string_view>
#include <vector>

#include <sne/event.hpp>

#include "reading.hpp"

/// Documents that operations and the C interface read alike. What cannot be read is a `Refusal`.
namespace sne::answering {

/// A row of docs/events.md as an object of its cells. The key of the demand may be left out: there is one.
Event event_of(const In& row);
std::vector<Event> events_of(const In& in, std::string_view key);

/// The same as documents of their own.
Event event_in(std::string_view json);
std::vector<Event> events_in(std::string_view json);
Policy policy_in(std::string_view json);

}  // namespace sne::answering
