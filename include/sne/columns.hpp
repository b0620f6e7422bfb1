#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <sne/eligibility.hpp>
#include <sne/renewal.hpp>
#include <sne/unique_number.hpp>

/// The rules on whole columns: spans in, spans out.  (fr: traitement par colonnes)
///
/// The caller owns every byte; a kernel allocates nothing, keeps nothing and may run on several threads over disjoint chunks. Each row gives what
/// the scalar function gives, which is the only place where the rule is written: a table of a kernel is filled by calling it. A row that
/// cannot be read has the number of its `Errc` in the status column, and the others go on. An output span may be empty: it is not asked for.
namespace sne {

/// 0 for a row that was read, else the number of its fault.
using ColumnStatus = std::uint16_t;
inline constexpr ColumnStatus row_read = 0;
constexpr ColumnStatus status_of(Errc code) noexcept { return static_cast<ColumnStatus>(code); }

/// Which rows hold a value: one bit a row from `offset` on, lowest bit first, as Arrow writes it. Without bits every row does.
class Validity {
 public:
  constexpr Validity() noexcept = default;
  constexpr explicit Validity(const std::uint8_t* bits, std::size_t offset = 0) noexcept : bits_(bits), offset_(offset) {}

  [[nodiscard]] constexpr bool operator[](std::size_t row) const noexcept {
    if (bits_ == nullptr) return true;
    const std::size_t at = row + offset_;
    return (bits_[at / 8] >> at % 8 & 1U) != 0;
  }
  [[nodiscard]] constexpr bool all() const noexcept { return bits_ == nullptr; }

 private:
  const std::uint8_t* bits_ = nullptr;
  std::size_t offset_ = 0;
};

/// A column of values, some of which may be missing.
template <class Value>
struct Column {
  std::span<const Value> values{};
  Validity valid{};

  [[nodiscard]] constexpr std::size_t size() const noexcept { return values.size(); }
};

/// A column of texts: bytes one after another and where each begins, as Arrow writes them, or a list of views.
class TextColumn {
 public:
  TextColumn(std::span<const std::int32_t> offsets, const char* bytes, Validity valid = {}) noexcept
      : offsets32_(offsets), bytes_(bytes), valid_(valid), size_(offsets.empty() ? 0 : offsets.size() - 1) {}
  TextColumn(std::span<const std::int64_t> offsets, const char* bytes, Validity valid = {}) noexcept
      : offsets64_(offsets), bytes_(bytes), valid_(valid), size_(offsets.empty() ? 0 : offsets.size() - 1) {}
  explicit TextColumn(std::span<const std::string_view> views, Validity valid = {}) noexcept : views_(views), valid_(valid), size_(views.size()) {}

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] Validity valid() const noexcept { return valid_; }
  /// The text of a row. Precondition: the row holds a value.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
    if (!offsets32_.empty()) return cut(offsets32_[row], offsets32_[row + 1]);
    if (!offsets64_.empty()) return cut(offsets64_[row], offsets64_[row + 1]);
    return views_[row];
  }

 private:
  template <class Offset>
  [[nodiscard]] std::string_view cut(Offset from, Offset to) const noexcept {
    return {bytes_ + from, static_cast<std::size_t>(to - from)};
  }

  std::span<const std::int32_t> offsets32_{};
  std::span<const std::int64_t> offsets64_{};
  std::span<const std::string_view> views_{};
  const char* bytes_ = nullptr;
  Validity valid_{};
  std::size_t size_ = 0;
};

/// A column whose length is not that of the others: its name, and both lengths.
struct LengthFault {
  std::string_view column;
  std::size_t expected = 0, found = 0;

  friend constexpr bool operator==(const LengthFault&, const LengthFault&) = default;
};

// Numbers

/// What is asked of a column of unique numbers; `status` is always worth asking for.
struct NumberColumns {
  std::span<ColumnStatus> status{};        ///< `missing_value` for a row without a value, else the fault of `UniqueNumber::parse`
  std::span<std::uint8_t> at{};         ///< offset of the fault, 255 and beyond as 255
  std::span<UniqueNumber> number{};     ///< the 18 characters; left as they are on a fault
  std::span<Territory> territory{};     ///< a default territory on a fault
  std::span<std::int32_t> month{};      ///< months since January of year 0 (2018-03 is 24,218); 0 on a fault or for year 99
  std::span<std::uint32_t> sequence{};  ///< 0 on a fault
};

/// Reads a column of unique numbers: each row as `UniqueNumber::parse` reads it. Gives the first column of another length, having written
/// nothing, or none.  (fr: lecture d'une colonne de numéros uniques)
std::optional<LengthFault> parse_numbers(const TextColumn& texts, const NumberColumns& out) noexcept;

// Renewal

/// Where a demand stands in its year, between the dates of its calendar.  (fr: situation au regard du renouvellement)
enum class RenewalStatus : std::uint8_t {
  none,        ///< no base date, or one outside the law book
  not_yet,     ///< the day asked comes before the base date
  active,      ///< before the renewal window
  renewable,   ///< the window is open and the notice still in time
  last_month,  ///< valid, after the last day of the notice
  expired,     ///< no longer valid, not to be radiated yet
  lapsed,      ///< to be radiated for non-renewal; reactivation still possible in practice
  closed,      ///< after the last day of reactivation
};

template <>
struct CodeNames<RenewalStatus> {
  static constexpr std::array<std::string_view, 8> list{"", "not_yet", "active", "renewable", "last_month", "expired", "lapsed", "closed"};
};

/// First day of radiation for non-renewal, in practice under the policy of the SNE, else by the law.
constexpr std::optional<Date> radiation_day(const RenewalCalendar& calendar, PolicyScope scope) noexcept {
  const std::optional<Date> practised = calendar.day_of(Deadline::radiation_practice);
  return scope == PolicyScope::law || !practised ? calendar.day_of(Deadline::radiation_law) : practised;
}

/// Where a demand of this calendar stands on a day: base 2024-02-29 on 2024-12-28 is active, on 2024-12-29 renewable, on 2025-01-29 in its last
/// month, on 2025-03-01 expired for the SNE and lapsed for the law.
/// @rule validity.one-year   @rule renewal.window   @rule radiation.non-renewal
constexpr RenewalStatus renewal_status(const RenewalCalendar& calendar, Date base, Date day, PolicyScope scope) noexcept {
  if (day < base) return RenewalStatus::not_yet;
  if (day < calendar.day_of(Deadline::renewal_opens)) return RenewalStatus::active;
  if (day <= calendar.day_of(Deadline::notice_latest)) return RenewalStatus::renewable;
  if (day <= calendar.day_of(Deadline::last_valid)) return RenewalStatus::last_month;
  if (day < radiation_day(calendar, scope)) return RenewalStatus::expired;
  const std::optional<Date> window = calendar.day_of(Deadline::reactivation_until);
  return window && day <= *window ? RenewalStatus::lapsed : RenewalStatus::closed;
}

/// What is asked of a column of base dates. A date that the calendar does not have is `no_day`.
struct RenewalColumns {
  std::span<ColumnStatus> status{};  ///< `missing_value`, or `date_out_of_range`
  std::span<Date> last_valid{};
  std::span<Date> notice_latest{};
  std::span<Date> radiation{};  ///< first day of motive e: by the law, or in practice under the policy of the SNE
  std::span<RenewalStatus> standing{};
};

/// Written where there is no date: the first day that 32 bits can count, which no calendar holds.
inline constexpr Date no_day = Date::from_days(INT32_MIN);

/// The calendars of every base date of a law book and where each stands on a day, ready to be looked up. Built once for a book, a policy and
/// a day (about a millisecond, 150 KB); shared freely between threads.  (fr: table des échéances)
class RenewalTable {
 public:
  RenewalTable(const LawBook& law, const Policy& policy, Date day);

  /// The calendars of a column of base dates: each row as `RenewalCalendar::from` and `renewal_status` give it.
  /// (fr: échéances d'une colonne de demandes)
  std::optional<LengthFault> calendars(const Column<Date>& bases, const RenewalColumns& out) const noexcept;

 private:
  struct Row {
    Date last_valid = no_day, notice_latest = no_day, radiation = no_day;
    RenewalStatus standing = RenewalStatus::none;
  };

  Date first_;
  std::vector<Row> rows_;
};

// Notices

/// What decides the channels of a notice, by row.
struct NoticeWishColumns {
  Column<std::uint8_t> online_user{};    ///< 1: filed or renewed online
  Column<std::uint8_t> wants_post{};     ///< 1: asked for letters
  Column<std::uint8_t> accepts_email{};  ///< 1: agreed to e-mail
  Column<std::uint8_t> email_known{};    ///< 1: an address is known
};

struct NoticeChannelColumns {
  std::span<ColumnStatus> status{};  ///< `missing_value` when one of the four is missing
  std::span<std::uint8_t> post{}, email{}, delivery_proof{};
};

/// The channels by which a notice must go on a day, as `notice_channels` says for one demand.  (fr: canaux du préavis)
std::optional<LengthFault> notice_channels(const NoticeWishColumns& wishes, Date day, const LawBook& law, const NoticeChannelColumns& out) noexcept;

// Ceilings and eligibility

/// The income verdict of one household of which only the sums are known.  (fr: verdict de ressources)
struct IncomeVerdict {
  Eligibility outcome = Eligibility::unknown;
  IncomeBasis basis = IncomeBasis::unknown;
  ReasonCode reason{};      ///< `income_above_ceiling` or `no_ceiling`; 0 for none
  std::int64_t income = 0;  ///< cents retained; 0 when not settled
  std::int64_t margin = 0;  ///< ceiling less income in cents; 0 when not settled

  friend constexpr bool operator==(const IncomeVerdict&, const IncomeVerdict&) = default;
};

/// Judges three sums against a ceiling in whole euros (0: not known). A missing n-2 is a range, as for a household.
///
/// Ceiling 23,403; 26,000.00 and n-1 of 23,400.00: eligible, basis n-1, margin 3.00. No n-2 and n-1 of 15,000.00: eligible, whatever n-2 is.
/// @rule income.drop   @rule income.missing   @rule ceiling.comparison   @law arrêté du 29 juillet 1987 art. 4
constexpr IncomeVerdict judge_incomes(std::optional<std::int64_t> n_2, LaterSum n_1, LaterSum months, std::int32_t ceiling_euros) noexcept {
  // By `Standing`, so that a column of households meets no branch that it cannot foresee.
  constexpr std::array<Eligibility, 4> outcomes{Eligibility::eligible, Eligibility::not_eligible, Eligibility::unknown, Eligibility::unknown};
  constexpr std::array<ReasonCode, 4> reasons{ReasonCode{}, ReasonCode::income_above_ceiling, ReasonCode{}, ReasonCode::no_ceiling};
  const AmountRange base = n_2 ? AmountRange{*n_2, *n_2} : AmountRange{0, AmountRange::unbounded};
  const ChosenIncome chosen = choose_income(base, n_1, months);
  const std::int64_t cents = std::int64_t{ceiling_euros} * 100;
  const bool known = ceiling_euros != 0;
  const bool settled = chosen.amount.settled();
  const auto standing = static_cast<std::size_t>(known ? standing_of(chosen.amount, cents, cents) : Standing::no_ceiling);
  const std::int64_t income = settled ? chosen.amount.low : 0;
  return {outcomes[standing], chosen.basis, reasons[standing], income, settled && known ? cents - income : 0};
}

/// Households of which the counts and the sums are known, a row each.
struct IncomeColumns {
  Column<std::uint8_t> zone{};      ///< number of a `CeilingZone`
  Column<std::uint8_t> category{};  ///< 1 to 6
  Column<std::uint8_t> extra{};     ///< persons above the sixth category; empty: none anywhere
  Column<std::int64_t> n_2{}, n_1{}, months{};  ///< cents; `n_1` and `months` may be empty: missing everywhere
};

/// What is asked of them. On a fault of the row the outcome is unknown and the amounts are 0.
struct EligibilityColumns {
  /// `missing_value` without zone or category; `unknown_code` for a zone without a name; `bad_category`; `product_not_in_zone`; `bad_amount`.
  std::span<ColumnStatus> status{};
  std::span<Eligibility> outcome{};
  std::span<IncomeBasis> basis{};
  std::span<std::uint16_t> reason{};  ///< number of the `ReasonCode`, 0 for none
  std::span<std::int32_t> ceiling{};  ///< euros, 0 where not known
  std::span<std::int64_t> income{};
  std::span<std::int64_t> margin{};
};

/// The ceilings of one product on one day, for every zone, category and number of further persons, as `ceiling` gives them. Built once;
/// shared freely between threads.  (fr: plafonds d'un produit à une date)
class CeilingLookup {
 public:
  /// Faults: `date_out_of_range`, `beyond_horizon`.
  [[nodiscard]] static Result<CeilingLookup> of(Product product, Date day, const LawBook& law, const Policy& policy) noexcept;

  /// The ceiling of one household in euros, 0 where not known; faults as `ceiling`.
  [[nodiscard]] Result<std::int32_t> operator()(CeilingZone zone, HouseholdCategory household) const noexcept;

  /// The verdict of every row, each as `judge_incomes` gives it.  (fr: éligibilité d'une colonne de ménages)
  std::optional<LengthFault> judge(const IncomeColumns& households, const EligibilityColumns& out) const noexcept;

 private:
  static constexpr std::size_t zones = 5;
  static constexpr std::size_t cells = 6 + 255;  ///< six categories, then the sixth with 1 to 255 further persons
  static constexpr std::int32_t not_in_zone = -1;

  std::array<std::array<std::int32_t, cells>, zones> euros_{};
};

}  // namespace sne
