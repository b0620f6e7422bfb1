#pragma once

#include <span>

#include "reading.hpp"

/// The operations, one list for each family: a name, the keys of its `in`, and the function that answers.
namespace sne::answering {

struct Operation {
  OperationInfo info;
  Json (*run)(const In& in, const LawBook& law);
};

extern const std::span<const Operation> of_dates;
extern const std::span<const Operation> of_demands;
extern const std::span<const Operation> of_numbers;
extern const std::span<const Operation> of_mediation;
extern const std::span<const Operation> of_scoring;
extern const std::span<const Operation> of_priority;
extern const std::span<const Operation> of_commissions;
extern const std::span<const Operation> of_eligibility;
extern const std::span<const Operation> of_law;

}  // namespace sne::answering
