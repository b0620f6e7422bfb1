#include "columns_block.hpp"

namespace sne {

namespace {

using namespace columns;

constexpr std::size_t fused_rows = 4 * block_rows;
static_assert(fused_rows == 4096);

template <class Value>
std::span<Value> cut(std::span<Value> column, std::size_t from, std::size_t rows) noexcept {
  return column.empty() ? column : column.subspan(from, rows);
}

RenewalColumns cut(const RenewalColumns& out, std::size_t from, std::size_t rows) noexcept {
  return {cut(out.status, from, rows), cut(out.last_valid, from, rows), cut(out.notice_latest, from, rows), cut(out.radiation, from, rows),
          cut(out.standing, from, rows)};
}

EligibilityColumns cut(const EligibilityColumns& out, std::size_t from, std::size_t rows) noexcept {
  return {cut(out.status, from, rows), cut(out.outcome, from, rows), cut(out.basis, from, rows),  cut(out.reason, from, rows),
          cut(out.rule, from, rows),   cut(out.ceiling, from, rows), cut(out.income, from, rows), cut(out.margin, from, rows)};
}

IncomeColumns cut(const IncomeColumns& in, std::size_t from, std::size_t rows) noexcept {
  return {in.zone.cut(from, rows), in.category.cut(from, rows), in.extra.cut(from, rows),
          in.n_2.cut(from, rows),  in.n_1.cut(from, rows),      in.months.cut(from, rows)};
}

}  // namespace

std::optional<LengthFault> judge_demands(const RenewalTable& calendars, const CeilingLookup& ceilings, const DemandColumns& demands,
                                         const DemandAnswerColumns& out, KernelPath path) noexcept {
  const std::size_t all = demands.base.size();
  if (demands.household.category.size() != all) return LengthFault{"category", all, demands.household.category.size()};
  if (const auto fault = fault_of_lengths(all, out.renewal)) return fault;
  if (const auto fault = fault_of_lengths(all, demands.household, out.eligibility)) return fault;
  for (std::size_t from = 0; from < all; from += fused_rows) {
    const std::size_t rows = std::min(fused_rows, all - from);
    calendars.calendars(demands.base.cut(from, rows), cut(out.renewal, from, rows));
    ceilings.judge(cut(demands.household, from, rows), cut(out.eligibility, from, rows), path);
  }
  return std::nullopt;
}

}  // namespace sne
