#include "columns_block.hpp"

namespace sne {

RenewalTable::RenewalTable(const LawBook& law, const Policy& policy, Date day) : first_(law.first_day()) {
  rows_.reserve(static_cast<std::size_t>(law.horizon() - first_) + 1);
  for (Date base = first_; base <= law.horizon(); base = base + 1) {
    const Result<RenewalCalendar> calendar = RenewalCalendar::from(base, law);
    Row& row = rows_.emplace_back();
    if (!calendar) continue;
    row.last_valid = calendar->day_of(Deadline::last_valid).value_or(no_day);
    row.notice_latest = calendar->day_of(Deadline::notice_latest).value_or(no_day);
    row.radiation = radiation_day(*calendar, policy.scope).value_or(no_day);
    row.standing = renewal_status(*calendar, base, day, policy.scope);
  }
}

std::optional<LengthFault> columns::fault_of_lengths(std::size_t rows, const RenewalColumns& out) noexcept {
  return Lengths(rows)
      .same_or_empty("status", out.status)
      .same_or_empty("last_valid", out.last_valid)
      .same_or_empty("notice_latest", out.notice_latest)
      .same_or_empty("radiation", out.radiation)
      .same_or_empty("standing", out.standing)
      .fault();
}

std::optional<LengthFault> RenewalTable::calendars(const Column<Date>& bases, const RenewalColumns& out) const noexcept {
  const std::size_t rows = bases.size();
  if (const auto fault = columns::fault_of_lengths(rows, out)) return fault;
  const Row outside;
  const auto count = static_cast<std::uint32_t>(rows_.size());
  for (std::size_t row = 0; row < rows; ++row) {
    const bool given = bases.valid[row];
    const auto at = given ? static_cast<std::uint32_t>(bases.values[row].days()) - static_cast<std::uint32_t>(first_.days()) : count;
    const Row& found = at < count ? rows_[at] : outside;
    columns::put(out.status, row, at < count ? row_read : status_of(given ? Errc::date_out_of_range : Errc::missing_value));
    columns::put(out.last_valid, row, found.last_valid);
    columns::put(out.notice_latest, row, found.notice_latest);
    columns::put(out.radiation, row, found.radiation);
    columns::put(out.standing, row, found.standing);
  }
  return std::nullopt;
}

}  // namespace sne
