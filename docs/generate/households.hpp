#pragma once

#include "observed.hpp"

namespace sne::docs {

/// Adds every code given when a household, changed in one fact or two, is judged on days of each list of papers. A reason that only ever
/// leaves a verdict unknown counts as both: it refuses nothing and it is not beside the answer either.
void ask_households(std::set<Given>& given);

}  // namespace sne::docs
