#pragma once

#include <array>
#include <optional>
#include <span>

#include <sne/inline_text.hpp>
#include <sne/law/ceiling_vintage.hpp>
#include <sne/law/tables.hpp>
#include <sne/policy.hpp>

/// The law as data: versions, provisions, delays and citations, each with its dates in force.  (fr: recueil du droit)
namespace sne {

/// A period of civil days, both ends included.
struct Period {
  Date from, to;

  [[nodiscard]] constexpr bool holds(Date day) const noexcept { return from <= day && day <= to; }
  friend constexpr bool operator==(const Period&, const Period&) = default;
};

/// The rows of a rule's citations, in the order of their weight.
using CitationLinks = std::span<const std::uint8_t>;

/// A value: copy it, amend the copy, pass it by reference. Two books with the same `id()` give the same answers.
class LawBook {
 public:
  static constexpr std::size_t max_suspensions = 8;
  static constexpr std::size_t max_added_ceilings = 4;
  static constexpr std::size_t max_added_orders = 6;

  /// The book shipped with the library: 2000-11-08 to 2026-12-31, no national number, no suspension.
  [[nodiscard]] static constexpr LawBook builtin() noexcept { return {}; }
  /// A book with the tables of a law pack (docs/law_packs.md) after its own; defined in the compiled library. The first fault of the
  /// pack, with the number of its table or citation, counted from 0; `check_law_pack` says them all.
  [[nodiscard]] static Result<LawBook> load(std::string_view pack, const LawBook& onto = builtin());

  [[nodiscard]] constexpr Date first_day() const noexcept { return law::versions.front().from; }
  /// Last day for which the rows were reviewed.
  [[nodiscard]] constexpr Date horizon() const noexcept { return horizon_; }
  /// First day on which national numbers exist, when one was set.  (fr: mise en service du numéro national)
  [[nodiscard]] constexpr std::optional<Date> national_number_start() const noexcept { return national_start_; }
  [[nodiscard]] constexpr std::span<const Period> suspensions() const noexcept {
    return {suspensions_.data(), suspension_count_};
  }
  [[nodiscard]] constexpr bool suspended(Date day) const noexcept {
    for (const Period& period : suspensions()) {
      if (period.holds(day)) return true;
    }
    return false;
  }

  [[nodiscard]] constexpr LawBook with_horizon(Date last_reviewed) const noexcept {
    LawBook amended = *this;
    amended.horizon_ = last_reviewed;
    amended.seal();
    return amended;
  }
  [[nodiscard]] constexpr LawBook with_national_number_start(Date first_day) const noexcept {
    LawBook amended = *this;
    amended.national_start_ = first_day;
    amended.seal();
    return amended;
  }
  /// Adds a period during which motive e is suspended. Faults: `impossible_date` for a period that runs backwards, `bad_length` when
  /// `max_suspensions` are held.
  [[nodiscard]] constexpr Result<LawBook> with_suspension(Period period) const noexcept {
    if (period.to < period.from) return Errc::impossible_date;
    if (suspension_count_ == max_suspensions) return Errc::bad_length;
    LawBook amended = *this;
    amended.suspensions_[amended.suspension_count_++] = period;
    amended.seal();
    return amended;
  }
  // What has to do with ceilings is defined in sne/law/ceiling_years.hpp, which sne/ceiling.hpp includes: a demand needs none of it.

  /// Adds the ceilings of a period, with the orders they cite: `CeilingTable::order` counts on from `ceiling_order_count()`. The horizon
  /// moves to the end of the period. Faults: `impossible_date` for a period that runs backwards, `pack_overlap` and `pack_gap` when it does
  /// not start the day after `ceilings_end()`, `pack_uncited` for an order that nobody holds, `pack_full`.
  [[nodiscard]] constexpr Result<LawBook> with_ceilings(const CeilingVintage& vintage, std::span<const AddedOrder> orders) const noexcept;
  /// The income ceilings in force on a day; none before 2008-01-01 or after the last ones held.
  [[nodiscard]] constexpr const CeilingVintage* ceilings_at(Date day) const noexcept;
  /// The last ceilings held, and their last day.
  [[nodiscard]] constexpr const CeilingVintage& last_ceilings() const noexcept;
  [[nodiscard]] constexpr Date ceilings_end() const noexcept;
  [[nodiscard]] constexpr std::span<const CeilingVintage> added_ceilings() const noexcept { return {added_.data(), added_count_}; }
  [[nodiscard]] constexpr std::span<const AddedOrder> added_orders() const noexcept { return {added_orders_.data(), added_order_count_}; }
  [[nodiscard]] constexpr std::size_t ceiling_order_count() const noexcept;
  /// An order that sets amounts; its views live as long as the book. Precondition: index < ceiling_order_count().
  [[nodiscard]] constexpr CeilingOrder ceiling_order(std::size_t index) const noexcept;

  /// The first day from `day` on that no suspension holds.
  [[nodiscard]] constexpr Date after_suspensions(Date day) const noexcept {
    for (std::size_t i = 0; i < suspension_count_; ++i) {
      if (!suspensions_[i].holds(day)) continue;
      day = suspensions_[i].to + 1;
      i = static_cast<std::size_t>(-1);  // the periods are in no order: look at all of them again
    }
    return day;
  }

  /// The version in force on a day; none before 2000-11-08. `version_at("2017-05-07"_date)->code == "P3"`.
  [[nodiscard]] constexpr const Version* version_at(Date day) const noexcept {
    for (const Version& version : law::versions) {
      if (version.from <= day && day <= version.to) return &version;
    }
    return nullptr;
  }

  /// Whether a provision is in force on a day.
  [[nodiscard]] constexpr bool in_force(Provision provision, Date day) const noexcept {
    const ProvisionRow& row = law::provisions[static_cast<std::size_t>(provision)];
    return row.from <= day && day <= row.to;
  }

  /// The rows of a delay, in the order of their periods.
  [[nodiscard]] static constexpr std::span<const DelayRow> delay_rows(Delay name) noexcept {
    const DelaySpan span = law::delay_spans[static_cast<std::size_t>(name)];
    return std::span<const DelayRow>(law::delays).subspan(span.first, span.count);
  }
  /// The row of a delay on a day under a policy, or none when that policy knows no such delay then.
  [[nodiscard]] constexpr const DelayRow* delay(Delay name, Date day, PolicyScope scope) const noexcept {
    for (const DelayRow& row : delay_rows(name)) {
      if ((row.scope == PolicyScope::any || row.scope == scope) && row.from <= day && day <= row.to) return &row;
    }
    return nullptr;
  }
  /// The row of a delay that every policy knows: that of the day, the first before its time, the last after it.
  [[nodiscard]] constexpr const DelayRow& delay(Delay name, Date day) const noexcept {
    const std::span<const DelayRow> rows = delay_rows(name);
    std::size_t i = rows.size() - 1;
    while (i > 0 && day < rows[i].from) --i;
    return rows[i];
  }

  /// The citation of a rule on a day: the weightiest version in force, or the convention that stands in for a silent text.
  [[nodiscard]] constexpr const Citation& citation(Rule rule, Date day) const noexcept {
    for (const std::uint8_t link : citation_links(rule)) {
      if (law::citations[link].in_force(day)) return law::citations[link];
    }
    return law::citations[law::convention_citation];
  }
  /// Every row that may be cited for a rule, in force or not, as indexes into `law::citations`.
  [[nodiscard]] constexpr CitationLinks citation_links(Rule rule) const noexcept {
    const RuleInfo& info = law::rules[static_cast<std::size_t>(rule)];
    return CitationLinks(law::rule_citation_links).subspan(info.first_citation, info.citation_count);
  }

  /// Digest of the rows and of the amendments: an answer that carries it can be replayed years later.
  [[nodiscard]] constexpr std::uint64_t digest() const noexcept { return digest_; }
  /// The digest in sixteen hexadecimal digits.
  [[nodiscard]] constexpr InlineText<16> id() const noexcept {
    std::array<char, 16> text{};
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = "0123456789abcdef"[digest_ >> (60 - 4 * i) & 0xf];
    return InlineText<16>(text);
  }

  friend constexpr bool operator==(const LawBook&, const LawBook&) = default;

 private:
  constexpr LawBook() noexcept = default;

  constexpr void take(std::uint32_t value) noexcept {
    for (int shift = 0; shift < 32; shift += 8) digest_ = (digest_ ^ (value >> shift & 0xffU)) * 1099511628211U;
  }
  constexpr void take(std::string_view text) noexcept {
    take(static_cast<std::uint32_t>(text.size()));
    for (const char c : text) take(static_cast<std::uint32_t>(static_cast<unsigned char>(c)));
  }
  constexpr void take(const std::optional<Date>& day) noexcept {
    take(day ? 1U : 0U);
    if (day) take(static_cast<std::uint32_t>(day->days()));
  }
  constexpr void take(const CeilingVintage& vintage) noexcept {
    take(4U);
    take(static_cast<std::uint32_t>(vintage.from.days()));
    take(static_cast<std::uint32_t>(vintage.to.days()));
    for (const CeilingTable& table : vintage.tables) {
      for (const CeilingCell& cell : table.cells) {
        take(static_cast<std::uint32_t>(cell.euros));
        take(static_cast<std::uint32_t>(cell.mark));
      }
      take(std::uint32_t{table.order});
    }
  }
  constexpr void take(const AddedOrder& order) noexcept {
    take(5U);
    for (const std::string_view text : {order.id.view(), order.article.view(), order.title.view(), order.source.view()}) take(text);
    for (const std::optional<Date>& day : {std::optional(order.from), std::optional(order.to), order.dated, order.published}) take(day);
    take(static_cast<std::uint32_t>(order.mark));
  }

  // The digest of the shipped book, over which what differs from it is mixed (FNV-1a on the bytes of a kind and its days): the same book
  // has the same digest, however it was made.
  constexpr void seal() noexcept {
    digest_ = law::builtin_digest;
    const auto mix = [this](std::uint32_t kind, Date first, Date second) {
      take(kind);
      take(static_cast<std::uint32_t>(first.days()));
      take(static_cast<std::uint32_t>(second.days()));
    };
    if (horizon_ != law::builtin_horizon) mix(1, horizon_, horizon_);
    if (national_start_) mix(2, *national_start_, *national_start_);
    for (const Period& period : suspensions()) mix(3, period.from, period.to);
    for (const CeilingVintage& vintage : added_ceilings()) take(vintage);
    for (const AddedOrder& order : added_orders()) take(order);
  }

  Date horizon_ = law::builtin_horizon;
  std::optional<Date> national_start_;
  std::array<Period, max_suspensions> suspensions_{};
  std::uint8_t suspension_count_ = 0;
  std::array<CeilingVintage, max_added_ceilings> added_{};
  std::array<AddedOrder, max_added_orders> added_orders_{};
  std::uint8_t added_count_ = 0;
  std::uint8_t added_order_count_ = 0;
  std::uint64_t digest_ = law::builtin_digest;
};

/// The day a delay ends, counted from an anchor whose parts are known: one clamped addition, never a chain.
constexpr Date delay_end(Date anchor, CivilDay parts, const DelayRow& row) noexcept {
  return row.unit == DelayUnit::day ? anchor + row.value : detail::months_after(parts, row.value, MonthEnd::clamp);
}
constexpr Date delay_end(Date anchor, const DelayRow& row) noexcept { return delay_end(anchor, anchor.civil(), row); }

/// How long a tolerance of the policy runs, and what says so: the months a territory has set, or the dated row of the law book.
struct ToleranceMonths {
  std::int16_t months;
  Rule rule;
  Mark mark;
};

/// The tolerance `name` on a day: the policy's own months, else the row in force under it, else none.
constexpr std::optional<ToleranceMonths> tolerance(Delay name, Date day, const LawBook& law, const Policy& policy) noexcept {
  const auto own = [&]() -> std::optional<std::int16_t> {
    switch (name) {
      case Delay::lapse_practice: return policy.tolerances.lapse;
      case Delay::no_answer_practice: return policy.tolerances.no_answer;
      case Delay::reactivation_e: return policy.tolerances.reactivation_e;
      case Delay::reactivation_c: return policy.tolerances.reactivation_c;
      default: return std::nullopt;
    }
  }();
  if (own) return ToleranceMonths{*own, law.delay(name, day).rule, Mark::convention};
  const DelayRow* row = law.delay(name, day, policy.scope);
  if (row == nullptr) return std::nullopt;
  return ToleranceMonths{row->value, row->rule, row->mark};
}

/// A day with the rule that gives it and its mark. The article: `law.citation(rule, day)`.
struct DatedAnswer {
  Date day;
  Rule rule;
  Mark mark;

  friend constexpr bool operator==(const DatedAnswer&, const DatedAnswer&) = default;
};

namespace law {

/// A citation by its id, for an answer that rests on another article than that of its rule. An id that no row has does not compile.
consteval const Citation& citation_of(std::string_view id) {
  std::size_t row = 0;
  while (citations.at(row).id != id) ++row;
  return citations[row];
}

}  // namespace law

/// The identifier of a rule: `id_of(Rule::renewal_notice_latest) == "renewal.notice-latest"`.
constexpr std::string_view id_of(Rule rule) noexcept { return law::rules[static_cast<std::size_t>(rule)].id; }

/// The name of a reason: `text(ReasonCode::no_notice) == "NO_NOTICE"`.
constexpr std::string_view text(ReasonCode code) noexcept {
  for (const ReasonRow& row : law::reasons) {
    if (row.code == code) return row.name;
  }
  return "UNKNOWN_REASON";
}

}  // namespace sne
