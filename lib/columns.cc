#include <sne/columns.hpp>

#include <algorithm>
#include <array>

namespace sne {

namespace {

/// The first output whose length is not that of the rows; an output that is not asked for is empty.
class Lengths {
 public:
  explicit Lengths(std::size_t rows) noexcept : rows_(rows) {}

  template <class Values>
  Lengths& same(std::string_view column, const Values& values) noexcept {
    if (!fault_ && values.size() != rows_) fault_ = LengthFault{column, rows_, values.size()};
    return *this;
  }
  template <class Values>
  Lengths& same_or_empty(std::string_view column, const Values& values) noexcept {
    return values.size() == 0 ? *this : same(column, values);
  }
  [[nodiscard]] const std::optional<LengthFault>& fault() const noexcept { return fault_; }

 private:
  std::size_t rows_;
  std::optional<LengthFault> fault_;
};

template <class Value>
void put(std::span<Value> column, std::size_t row, Value value) noexcept {
  if (!column.empty()) column[row] = value;
}

}  // namespace

std::optional<LengthFault> parse_numbers(const TextColumn& texts, const NumberColumns& out) noexcept {
  const std::size_t rows = texts.size();
  const Lengths lengths = Lengths(rows)
                              .same_or_empty("status", out.status)
                              .same_or_empty("at", out.at)
                              .same_or_empty("number", out.number)
                              .same_or_empty("territory", out.territory)
                              .same_or_empty("month", out.month)
                              .same_or_empty("sequence", out.sequence);
  if (lengths.fault()) return lengths.fault();
  const Validity valid = texts.valid();
  for (std::size_t row = 0; row < rows; ++row) {
    const Result<UniqueNumber> read = valid[row] ? UniqueNumber::parse(texts[row]) : Result<UniqueNumber>(Errc::missing_value);
    if (!read) {
      const Fault fault = read.error();
      put(out.status, row, status_of(fault.code));
      put(out.at, row, static_cast<std::uint8_t>(std::min<std::uint32_t>(fault.at, 255)));
      put(out.territory, row, Territory{});
      put(out.month, row, std::int32_t{0});
      put(out.sequence, row, std::uint32_t{0});
      continue;
    }
    put(out.status, row, row_read);
    put(out.at, row, std::uint8_t{0});
    put(out.number, row, *read);
    if (!out.territory.empty()) out.territory[row] = read->territory();
    if (!out.month.empty()) {
      const std::optional<std::int32_t> year = read->year4();
      out.month[row] = year ? *year * 12 + read->month() - 1 : 0;
    }
    if (!out.sequence.empty()) out.sequence[row] = read->sequence();
  }
  return std::nullopt;
}

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

std::optional<LengthFault> RenewalTable::calendars(const Column<Date>& bases, const RenewalColumns& out) const noexcept {
  const std::size_t rows = bases.size();
  const Lengths lengths = Lengths(rows)
                              .same_or_empty("status", out.status)
                              .same_or_empty("last_valid", out.last_valid)
                              .same_or_empty("notice_latest", out.notice_latest)
                              .same_or_empty("radiation", out.radiation)
                              .same_or_empty("standing", out.standing);
  if (lengths.fault()) return lengths.fault();
  const Row outside;
  const auto count = static_cast<std::uint32_t>(rows_.size());
  for (std::size_t row = 0; row < rows; ++row) {
    const bool given = bases.valid[row];
    const auto at = given ? static_cast<std::uint32_t>(bases.values[row].days()) - static_cast<std::uint32_t>(first_.days()) : count;
    const Row& found = at < count ? rows_[at] : outside;
    put(out.status, row, at < count ? row_read : status_of(given ? Errc::date_out_of_range : Errc::missing_value));
    put(out.last_valid, row, found.last_valid);
    put(out.notice_latest, row, found.notice_latest);
    put(out.radiation, row, found.radiation);
    put(out.standing, row, found.standing);
  }
  return std::nullopt;
}

std::optional<LengthFault> notice_channels(const NoticeWishColumns& wishes, Date day, const LawBook& law, const NoticeChannelColumns& out) noexcept {
  const std::size_t rows = wishes.online_user.size();
  const Lengths lengths = Lengths(rows)
                              .same("wants_post", wishes.wants_post)
                              .same("accepts_email", wishes.accepts_email)
                              .same("email_known", wishes.email_known)
                              .same_or_empty("status", out.status)
                              .same_or_empty("post", out.post)
                              .same_or_empty("email", out.email)
                              .same_or_empty("delivery_proof", out.delivery_proof);
  if (lengths.fault()) return lengths.fault();
  std::array<NoticeChannels, 16> by_wishes{};
  for (std::size_t i = 0; i < by_wishes.size(); ++i) {
    Demand demand;
    demand.online_user = (i & 1U) != 0;
    demand.wants_post = (i & 2U) != 0;
    demand.accepts_email = (i & 4U) != 0;
    demand.email_known = (i & 8U) != 0;
    by_wishes[i] = notice_channels(demand, day, law);
  }
  for (std::size_t row = 0; row < rows; ++row) {
    const bool given = wishes.online_user.valid[row] && wishes.wants_post.valid[row] && wishes.accepts_email.valid[row] && wishes.email_known.valid[row];
    const auto bit = [row](const Column<std::uint8_t>& column, unsigned weight) { return column.values[row] != 0 ? weight : 0U; };
    const unsigned at = bit(wishes.online_user, 1) | bit(wishes.wants_post, 2) | bit(wishes.accepts_email, 4) | bit(wishes.email_known, 8);
    const NoticeChannels due = given ? by_wishes[at] : NoticeChannels{};
    put(out.status, row, given ? row_read : status_of(Errc::missing_value));
    put(out.post, row, static_cast<std::uint8_t>(due.post));
    put(out.email, row, static_cast<std::uint8_t>(due.email));
    put(out.delivery_proof, row, static_cast<std::uint8_t>(due.delivery_proof));
  }
  return std::nullopt;
}

Result<CeilingLookup> CeilingLookup::of(Product product, Date day, const LawBook& law, const Policy& policy) noexcept {
  CeilingLookup made;
  for (std::size_t zone = 0; zone < zones; ++zone) {
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const HouseholdCategory household{static_cast<std::uint8_t>(std::min<std::size_t>(cell + 1, 6)), static_cast<std::uint8_t>(cell < 6 ? 0 : cell - 5)};
      const Result<CeilingAmount> amount = ceiling(product, static_cast<CeilingZone>(zone), household, day, law, policy);
      if (!amount && amount.error().code != Errc::product_not_in_zone) return amount.error();
      made.euros_[zone][cell] = amount ? amount->euros : not_in_zone;
    }
  }
  return made;
}

Result<std::int32_t> CeilingLookup::operator()(CeilingZone zone, HouseholdCategory household) const noexcept {
  if (household.category < 1 || household.category > 6 || (household.extra != 0 && household.category != 6)) return Errc::bad_category;
  const std::int32_t euros = euros_[static_cast<std::size_t>(zone)][household.category - 1U + household.extra];
  if (euros == not_in_zone) return Errc::product_not_in_zone;
  return euros;
}

namespace {

bool amount_fault(LaterSum sum) noexcept { return sum.usable && !household::amount_in_range(sum.cents); }

LaterSum sum_in(const Column<std::int64_t>& column, std::size_t row) noexcept {
  if (column.size() == 0) return {};
  return {column.valid[row], column.values[row]};
}

}  // namespace

std::optional<LengthFault> CeilingLookup::judge(const IncomeColumns& households, const EligibilityColumns& out) const noexcept {
  const std::size_t rows = households.category.size();
  const Lengths lengths = Lengths(rows)
                              .same("zone", households.zone)
                              .same("n_2", households.n_2)
                              .same_or_empty("extra", households.extra)
                              .same_or_empty("n_1", households.n_1)
                              .same_or_empty("months", households.months)
                              .same_or_empty("status", out.status)
                              .same_or_empty("outcome", out.outcome)
                              .same_or_empty("basis", out.basis)
                              .same_or_empty("reason", out.reason)
                              .same_or_empty("ceiling", out.ceiling)
                              .same_or_empty("income", out.income)
                              .same_or_empty("margin", out.margin);
  if (lengths.fault()) return lengths.fault();
  const bool further = households.extra.size() != 0;
  // The ceiling of a row, and what is wrong with the row; one look-up when nothing is.
  const auto read = [&](std::size_t row, ColumnStatus& status) -> std::int32_t {
    const std::uint8_t zone = households.zone.values[row];
    const std::uint8_t category = households.category.values[row];
    const std::uint8_t extra = further ? households.extra.values[row] : std::uint8_t{0};
    const bool given = households.zone.valid[row] && households.category.valid[row] && (!further || households.extra.valid[row]);
    const bool in_table = given && zone < zones && category - 1U < 6 && (extra == 0 || category == 6);
    const std::int32_t euros = in_table ? euros_[zone][category - 1U + extra] : not_in_zone;
    if (euros != not_in_zone) return euros;
    const Errc otherwise = in_table ? Errc::product_not_in_zone : zone < zones ? Errc::bad_category : Errc::unknown_code;
    status = status_of(given ? otherwise : Errc::missing_value);
    return 0;
  };
  for (std::size_t row = 0; row < rows; ++row) {
    ColumnStatus status = row_read;
    std::int32_t euros = read(row, status);
    const LaterSum n_2 = sum_in(households.n_2, row);
    const LaterSum n_1 = sum_in(households.n_1, row);
    const LaterSum months = sum_in(households.months, row);
    if (status == row_read && (amount_fault(n_2) || amount_fault(n_1) || amount_fault(months))) status = status_of(Errc::bad_amount);
    IncomeVerdict verdict;
    if (status == row_read) {
      verdict = judge_incomes(n_2.usable ? std::optional(n_2.cents) : std::nullopt, n_1, months, euros);
    } else {
      euros = 0;
    }
    put(out.status, row, status);
    put(out.outcome, row, verdict.outcome);
    put(out.basis, row, verdict.basis);
    put(out.reason, row, static_cast<std::uint16_t>(verdict.reason));
    put(out.ceiling, row, euros);
    put(out.income, row, verdict.income);
    put(out.margin, row, verdict.margin);
  }
  return std::nullopt;
}

}  // namespace sne
