#pragma once

#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

/// Which instructions a kernel may use; the answers are the same.  (fr: jeu d'instructions)
enum class KernelPath : std::uint8_t {
  portable,  ///< those of every processor that the library was built for
  wide,      ///< those of wider vectors too; as `portable` on a processor without them
};
/// The widest path of this processor.
KernelPath widest_path() noexcept;

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
  [[nodiscard]] constexpr const std::uint8_t* bits() const noexcept { return bits_; }
  [[nodiscard]] constexpr std::size_t offset() const noexcept { return offset_; }
  /// The same from a row on.
  [[nodiscard]] constexpr Validity from(std::size_t row) const noexcept { return Validity(bits_, offset_ + row); }

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
  /// Some of its rows; none of an empty column.
  [[nodiscard]] constexpr Column cut(std::size_t from, std::size_t count) const noexcept {
    return values.empty() ? Column{} : Column{values.subspan(from, count), valid.from(from)};
  }
};

/// A text of 12 bytes or less in place, or where a longer one is: an element of an Arrow column of views, in the byte order of the machine.
struct TextView {
  static constexpr std::size_t longest_in_place = 12;

  std::int32_t size = 0;
  std::array<char, longest_in_place> in_place{};  ///< beyond 12 bytes: the first 4, the number of a buffer, the offset in it

  [[nodiscard]] std::int32_t buffer() const noexcept { return number_at(4); }
  [[nodiscard]] std::int32_t offset() const noexcept { return number_at(8); }

 private:
  [[nodiscard]] std::int32_t number_at(std::size_t at) const noexcept {
    std::int32_t number = 0;
    std::memcpy(&number, &in_place[at], sizeof number);
    return number;
  }
};
static_assert(sizeof(TextView) == 16);

/// How a column of texts is laid out.
enum class TextLayout : std::uint8_t { list, offsets32, offsets64, views, dictionary };

/// A column of texts as Arrow lays it out, or a list of `std::string_view`. It holds none of the bytes.
///
/// Two texts, bytes `abcde` with the offsets 0, 3, 5: row 0 is `abc`, row 1 is `de`. Precondition: offsets do not go back and stay in the bytes.
class TextColumn {
 public:
  TextColumn(std::span<const std::int32_t> offsets, const char* bytes, Validity valid = {}) noexcept
      : places_(offsets.data()), bytes_(bytes), valid_(valid), size_(rows_of(offsets.size())), layout_(TextLayout::offsets32) {}
  TextColumn(std::span<const std::int64_t> offsets, const char* bytes, Validity valid = {}) noexcept
      : places_(offsets.data()), bytes_(bytes), valid_(valid), size_(rows_of(offsets.size())), layout_(TextLayout::offsets64) {}
  explicit TextColumn(std::span<const std::string_view> texts, Validity valid = {}) noexcept
      : places_(texts.data()), valid_(valid), size_(texts.size()), layout_(TextLayout::list) {}
  /// Views, and the buffers that they point into.
  TextColumn(std::span<const TextView> views, std::span<const std::string_view> buffers, Validity valid = {}) noexcept
      : places_(views.data()), buffers_(buffers), valid_(valid), size_(views.size()), layout_(TextLayout::views) {}
  /// A dictionary: each row is the word of its index. `words` outlives the column and is no dictionary itself.
  template <std::integral Index>
  TextColumn(std::span<const Index> indices, const TextColumn& words, Validity valid = {}) noexcept
      : places_(indices.data()), words_(&words), valid_(valid), size_(indices.size()), layout_(TextLayout::dictionary),
        index_(index_reader<Index>) {
    assert(words.layout_ != TextLayout::dictionary);
  }
  template <std::integral Index>
  TextColumn(std::span<const Index> indices, const TextColumn&& words, Validity valid = {}) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] Validity valid() const noexcept { return valid_; }
  [[nodiscard]] TextLayout layout() const noexcept { return layout_; }
  /// The words of a dictionary, else null.
  [[nodiscard]] const TextColumn* words() const noexcept { return words_; }
  /// The index of a row of a dictionary; one below zero is beyond any dictionary.
  [[nodiscard]] std::uint64_t index(std::size_t row) const noexcept { return index_(places_, row); }

  /// The text of a row. Faults: `missing_value`; `bad_index` for an index outside the dictionary; `bad_layout` for a view outside its buffers.
  [[nodiscard]] Result<std::string_view> read(std::size_t row) const noexcept {
    if (!valid_[row]) return Errc::missing_value;
    switch (layout_) {
      case TextLayout::list: return lying<TextLayout::list>(row);
      case TextLayout::offsets32: return lying<TextLayout::offsets32>(row);
      case TextLayout::offsets64: return lying<TextLayout::offsets64>(row);
      case TextLayout::views: return lying<TextLayout::views>(row);
      case TextLayout::dictionary: break;
    }
    return lying<TextLayout::dictionary>(row);
  }
  /// What lies in a row, given or not; for a loop that asked the layout once. Precondition: `Layout` is that of the column.
  template <TextLayout Layout>
  [[nodiscard]] Result<std::string_view> lying(std::size_t row) const noexcept {
    assert(Layout == layout_);
    if constexpr (Layout == TextLayout::list) return static_cast<const std::string_view*>(places_)[row];
    if constexpr (Layout == TextLayout::offsets32) return cut(static_cast<const std::int32_t*>(places_) + row);
    if constexpr (Layout == TextLayout::offsets64) return cut(static_cast<const std::int64_t*>(places_) + row);
    if constexpr (Layout == TextLayout::views) return viewed(static_cast<const TextView*>(places_)[row]);
    if constexpr (Layout == TextLayout::dictionary) {
      const std::uint64_t word = index(row);
      if (word >= words_->size()) return Errc::bad_index;
      return words_->read(static_cast<std::size_t>(word));
    }
  }
  /// The same. Precondition: the row can be read.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept { return read(row).value(); }

 private:
  static constexpr std::size_t rows_of(std::size_t offsets) noexcept { return offsets == 0 ? 0 : offsets - 1; }
  template <class Index>
  static std::uint64_t index_reader(const void* indices, std::size_t row) noexcept {
    return static_cast<std::uint64_t>(static_cast<const Index*>(indices)[row]);
  }
  template <class Offset>
  [[nodiscard]] std::string_view cut(const Offset* from) const noexcept {
    return {bytes_ + from[0], static_cast<std::size_t>(from[1] - from[0])};
  }
  [[nodiscard]] Result<std::string_view> viewed(const TextView& view) const noexcept {
    const auto size = static_cast<std::size_t>(view.size);
    if (size <= TextView::longest_in_place) return std::string_view(view.in_place.data(), size);
    const auto buffer = static_cast<std::size_t>(view.buffer());
    const auto offset = static_cast<std::size_t>(view.offset());
    if (view.size < 0 || buffer >= buffers_.size() || offset > buffers_[buffer].size() || size > buffers_[buffer].size() - offset) {
      return Errc::bad_layout;
    }
    return buffers_[buffer].substr(offset, size);
  }

  const void* places_ = nullptr;
  const char* bytes_ = nullptr;
  std::span<const std::string_view> buffers_{};
  const TextColumn* words_ = nullptr;
  Validity valid_{};
  std::size_t size_ = 0;
  TextLayout layout_;
  std::uint64_t (*index_)(const void* indices, std::size_t row) noexcept = nullptr;
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
  std::span<ColumnStatus> status{};        ///< the fault of `TextColumn::read`, else that of `UniqueNumber::parse`
  std::span<std::uint8_t> at{};            ///< offset of the fault, 255 and beyond as 255
  std::span<UniqueNumber> number{};        ///< the 18 characters; left as they are on a fault
  std::span<Territory> territory{};        ///< a default territory on a fault
  std::span<std::int32_t> month{};         ///< months since January of year 0 (2018-03 is 24,218); 0 on a fault or for year 99
  std::span<std::uint32_t> sequence{};     ///< 0 on a fault
  std::span<RegistrarCode> registrar{};    ///< the last five characters, `G1104`; left as they are on a fault
};

/// Reads a column of unique numbers: each row as `UniqueNumber::parse` reads it. Gives the first column of another length, having written
/// nothing, or none. The words of a dictionary shorter than the column are read once, into 28 bytes each, freed before returning; without that
/// memory each row is read for itself.  (fr: lecture d'une colonne de numéros uniques)
std::optional<LengthFault> parse_numbers(const TextColumn& texts, const NumberColumns& out, KernelPath path = widest_path()) noexcept;

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

/// Written where no rule decided: the row has a fault.
inline constexpr auto no_rule = static_cast<Rule>(255);

/// The income verdict of one household of which only the sums are known.  (fr: verdict de ressources)
struct IncomeVerdict {
  Eligibility outcome = Eligibility::unknown;
  IncomeBasis basis = IncomeBasis::unknown;
  ReasonCode reason{};      ///< `income_above_ceiling` or `no_ceiling`; 0 for none
  Rule rule = no_rule;      ///< the one that decided
  std::int64_t income = 0;  ///< cents retained; 0 when not settled
  std::int64_t margin = 0;  ///< ceiling less income in cents; 0 when not settled

  friend constexpr bool operator==(const IncomeVerdict&, const IncomeVerdict&) = default;
};

namespace columns {

// Choices, not tables: a loop over rows makes them without a branch.

constexpr Eligibility outcome_of(Standing standing) noexcept {
  const Eligibility settled = standing == Standing::over ? Eligibility::not_eligible : Eligibility::eligible;
  return standing == Standing::open || standing == Standing::no_ceiling ? Eligibility::unknown : settled;
}
constexpr ReasonCode reason_of(Standing standing) noexcept {
  const ReasonCode known = standing == Standing::over ? ReasonCode::income_above_ceiling : ReasonCode{};
  return standing == Standing::no_ceiling ? ReasonCode::no_ceiling : known;
}
/// `of_base` is where n-2 alone would stand.
constexpr Rule rule_of(Standing standing, Standing of_base) noexcept {
  const Rule under = standing == Standing::under && of_base != Standing::under ? Rule::income_drop : Rule::ceiling_comparison;
  const Rule known = standing == Standing::open ? Rule::income_missing : under;
  return standing == Standing::no_ceiling ? Rule::ceiling_amount : known;
}

/// What three sums and a ceiling come to: where the income retained stands, and n-2 alone; which income it is.
struct IncomeCase {
  Standing standing = Standing::no_ceiling, of_base = Standing::no_ceiling;
  IncomeBasis basis = IncomeBasis::unknown;
  std::int64_t income = 0, margin = 0;  ///< cents; 0 when not settled
};
constexpr IncomeCase case_of(std::optional<std::int64_t> n_2, LaterSum n_1, LaterSum months, std::int32_t ceiling_euros) noexcept {
  const AmountRange base = n_2 ? AmountRange{*n_2, *n_2} : AmountRange{0, AmountRange::unbounded};
  const ChosenIncome chosen = choose_income(base, n_1, months);
  const std::int64_t cents = std::int64_t{ceiling_euros} * 100;
  const bool known = cents != 0;
  const bool settled = chosen.amount.settled();
  const std::int64_t income = settled ? chosen.amount.low : 0;
  return {known ? standing_of(chosen.amount, cents, cents) : Standing::no_ceiling, standing_of(base, cents, cents), chosen.basis, income,
          settled && known ? cents - income : 0};
}
constexpr IncomeVerdict verdict_of(const IncomeCase& found) noexcept {
  return {outcome_of(found.standing), found.basis,  reason_of(found.standing), rule_of(found.standing, found.of_base), found.income,
          found.margin};
}

}  // namespace columns

/// Judges three sums against a ceiling in whole euros (0: not known). A missing n-2 is a range, as for a household. The rule is
/// `ceiling.comparison` where the income is compared; `income.drop` where only a later sum brings it under the ceiling; `income.missing` where
/// what is missing decides; `ceiling.amount` without a ceiling.
///
/// Ceiling 23,403; 26,000.00 and n-1 of 23,400.00: eligible, basis n-1, margin 3.00, by `income.drop`. No n-2 and n-1 of 15,000.00: eligible,
/// whatever n-2 is.
/// @rule income.drop   @rule income.missing   @rule ceiling.comparison   @law arrêté du 29 juillet 1987 art. 4
constexpr IncomeVerdict judge_incomes(std::optional<std::int64_t> n_2, LaterSum n_1, LaterSum months, std::int32_t ceiling_euros) noexcept {
  return columns::verdict_of(columns::case_of(n_2, n_1, months, ceiling_euros));
}

/// Households of which the ceiling is asked, a row each.
struct HouseholdColumns {
  Column<std::uint8_t> zone{};      ///< number of a `CeilingZone`
  Column<std::uint8_t> category{};  ///< 1 to 6
  Column<std::uint8_t> extra{};     ///< persons above the sixth category; empty: none anywhere
};

/// What is asked of them.
struct CeilingColumns {
  /// `missing_value` without zone, category or further persons; `unknown_code` for a zone without a name; `bad_category`; `product_not_in_zone`.
  std::span<ColumnStatus> status{};
  std::span<std::int32_t> ceiling{};  ///< euros, 0 where not known
};

/// Households of which the counts and the sums are known, a row each.
struct IncomeColumns {
  Column<std::uint8_t> zone{};      ///< number of a `CeilingZone`
  Column<std::uint8_t> category{};  ///< 1 to 6
  Column<std::uint8_t> extra{};     ///< persons above the sixth category; empty: none anywhere
  Column<std::int64_t> n_2{}, n_1{}, months{};  ///< cents; `n_1` and `months` may be empty: missing everywhere
};

/// What is asked of them. On a fault of the row the outcome is unknown and the amounts are 0.
struct EligibilityColumns {
  /// As for `CeilingColumns`, then `bad_amount`.
  std::span<ColumnStatus> status{};
  std::span<Eligibility> outcome{};
  std::span<IncomeBasis> basis{};
  std::span<std::uint16_t> reason{};  ///< number of the `ReasonCode`, 0 for none
  std::span<Rule> rule{};             ///< `no_rule` on a fault
  std::span<std::int32_t> ceiling{};  ///< euros, 0 where not known
  std::span<std::int64_t> income{};
  std::span<std::int64_t> margin{};
};

namespace columns {

inline constexpr std::size_t zones = 5;
inline constexpr std::size_t cells = 6 + 255;  ///< of a zone: six categories, then the sixth with 1 to 255 further persons
inline constexpr std::size_t no_cell = zones * cells;
inline constexpr std::int32_t not_in_zone = -1;

/// Euros by zone and cell; the last one, `not_in_zone`, is for whoever has no cell.
using CeilingCells = std::array<std::int32_t, no_cell + 1>;

}  // namespace columns

/// The ceilings of one product on one day, for every zone, category and number of further persons, as `ceiling` gives them. Built once;
/// shared freely between threads.  (fr: plafonds d'un produit à une date)
class CeilingLookup {
 public:
  /// Faults: `date_out_of_range`, `beyond_horizon`.
  [[nodiscard]] static Result<CeilingLookup> of(Product product, Date day, const LawBook& law, const Policy& policy) noexcept;

  /// The ceiling of one household in euros, 0 where not known; faults as `ceiling`.
  [[nodiscard]] Result<std::int32_t> operator()(CeilingZone zone, HouseholdCategory household) const noexcept;

  /// The ceiling of every row.  (fr: plafonds d'une colonne de ménages)
  std::optional<LengthFault> ceilings(const HouseholdColumns& households, const CeilingColumns& out, KernelPath path = widest_path()) const noexcept;

  /// The verdict of every row, each as `judge_incomes` gives it.  (fr: éligibilité d'une colonne de ménages)
  std::optional<LengthFault> judge(const IncomeColumns& households, const EligibilityColumns& out, KernelPath path = widest_path()) const noexcept;

 private:
  columns::CeilingCells euros_{};
};

// Both at once

/// Demands of which the base date and the household are known, a row each.
struct DemandColumns {
  Column<Date> base{};
  IncomeColumns household{};
};

/// What is asked of them; each half has its own status.
struct DemandAnswerColumns {
  RenewalColumns renewal{};
  EligibilityColumns eligibility{};
};

/// The calendar and the income verdict of every row in one pass over blocks of 4,096: as `calendars` and `judge` give them.
/// (fr: échéances et éligibilité d'une colonne de demandes)
std::optional<LengthFault> judge_demands(const RenewalTable& calendars, const CeilingLookup& ceilings, const DemandColumns& demands,
                                         const DemandAnswerColumns& out, KernelPath path = widest_path()) noexcept;

}  // namespace sne
