#pragma once

#include <cstddef>
#include <optional>

#include <sne/column_replay.hpp>

/// What a replay in one piece and a replay in parts share.  (private)
namespace sne {

/// Adds an entry of one table to another.
void append(RefusedRows& to, const RefusedRows& from, std::size_t entry);

/// The first output that has not a place for every demand.
std::optional<LengthFault> length_fault(const StateColumns& out, std::size_t demands);

}  // namespace sne
