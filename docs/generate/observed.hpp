#pragma once

#include <compare>
#include <set>

#include <sne/lifecycle.hpp>

/// Which rule gives which code, found by asking: the engine is the only place that knows.
namespace sne::docs {

/// A code given by a rule, as a reason of a refusal or as a warning.
struct Given {
  Rule rule;
  ReasonCode code;
  bool warning;

  friend auto operator<=>(const Given&, const Given&) = default;
};

/// Every code given when each event, changed in one field or two, is put to a demand in each state, in each version of the law, under each
/// policy; then what households are told. Nothing is drawn at random: the same engine gives the same set.
std::set<Given> codes_given();

}  // namespace sne::docs
