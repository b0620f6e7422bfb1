#pragma once

#include <array>
#include <cassert>
#include <optional>
#include <span>

#include <sne/inline_text.hpp>
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
  static constexpr std::size_t max_suspensions = 4;

  /// The book shipped with the library: 2000-11-08 to 2026-12-31, no national number, no suspension.
  [[nodiscard]] static constexpr LawBook builtin() noexcept { return {}; }

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
    return amended;
  }
  [[nodiscard]] constexpr LawBook with_national_number_start(Date first_day) const noexcept {
    LawBook amended = *this;
    amended.national_start_ = first_day;
    return amended;
  }
  /// Adds a period during which motive e is suspended. Precondition: fewer than `max_suspensions` are held.
  [[nodiscard]] constexpr LawBook with_suspension(Period period) const noexcept {
    assert(suspension_count_ < max_suspensions);
    LawBook amended = *this;
    amended.suspensions_[amended.suspension_count_++] = period;
    return amended;
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

  /// The row of a delay on a day under a policy, or none when that policy knows no such delay then.
  [[nodiscard]] constexpr const DelayRow* delay(Delay name, Date day, PolicyScope scope) const noexcept {
    const DelaySpan span = law::delay_spans[static_cast<std::size_t>(name)];
    for (std::size_t i = span.first; i < std::size_t{span.first} + span.count; ++i) {
      const DelayRow& row = law::delays[i];
      if ((row.scope == PolicyScope::any || row.scope == scope) && row.from <= day && day <= row.to) return &row;
    }
    return nullptr;
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
  [[nodiscard]] constexpr InlineText<25> id() const noexcept {
    std::array<char, 25> text{};
    std::size_t size = 0;
    for (const char c : law::builtin_digest) text[size++] = c;
    if (*this != builtin()) {
      text[size++] = '+';
      for (std::uint32_t digest = amendments(), nibble = 0; nibble < 8; ++nibble, digest <<= 4) {
        text[size++] = "0123456789abcdef"[digest >> 28];
      }
    }
    return InlineText<25>::of({text.data(), size}).value();
  }

  friend constexpr bool operator==(const LawBook&, const LawBook&) = default;

 private:
  constexpr LawBook() noexcept = default;

  [[nodiscard]] constexpr std::uint32_t amendments() const noexcept {
    std::uint32_t digest = 2166136261U;  // FNV-1a over the amended values
    const auto mix = [&digest](std::int32_t value) {
      for (int shift = 0; shift < 32; shift += 8) {
        digest = (digest ^ (static_cast<std::uint32_t>(value) >> shift & 0xffU)) * 16777619U;
      }
    };
    mix(horizon_.days());
    mix(national_start_ ? national_start_->days() : -1);
    for (const Period& period : suspensions()) {
      mix(period.from.days());
      mix(period.to.days());
    }
    return digest;
  }

  Date horizon_ = law::builtin_horizon;
  std::optional<Date> national_start_;
  std::array<Period, max_suspensions> suspensions_{};
  std::uint8_t suspension_count_ = 0;
};

/// The day a delay ends, counted from an anchor whose parts are known: one clamped addition, never a chain.
constexpr Date delay_end(Date anchor, CivilDay parts, const DelayRow& row) noexcept {
  return row.unit == DelayUnit::day ? anchor + row.value : detail::months_after(parts, row.value, MonthEnd::clamp);
}
constexpr Date delay_end(Date anchor, const DelayRow& row) noexcept { return delay_end(anchor, anchor.civil(), row); }

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
