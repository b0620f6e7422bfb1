#pragma once

#include <array>
#include <cassert>
#include <optional>
#include <span>

#include <sne/lifecycle/radiation.hpp>

/// The calendar of a demand: every coming date, with the rule that produced it.  (fr: calendrier de renouvellement)
namespace sne {

/// What a date of the calendar is.  (fr: échéance)
enum class Deadline : std::uint8_t {
  attestation_due,     ///< last day for the attestation (attestation due)
  renewal_opens,       ///< first day of the renewal window (ouverture du renouvellement)
  notice_latest,       ///< last day for the renewal notice (préavis au plus tard)
  last_valid,          ///< last day of validity (dernier jour de validité)
  radiation_law,       ///< first day on which the law lets motive e be used (radiation possible selon le texte)
  radiation_practice,  ///< first day on which the SNE uses it (radiation pratiquée)
  reactivation_until,  ///< last day of the reactivation window (fin de la réactivation)
  kept_until,          ///< last day of retention after a radiation (fin de conservation)
};

template <>
struct CodeNames<Deadline> {
  static constexpr std::array<std::string_view, 8> list{"attestation_due", "renewal_opens",      "notice_latest",      "last_valid",
                                                        "radiation_law",   "radiation_practice", "reactivation_until", "kept_until"};
};

/// One date, the rule that gives it and how sure it is. The article: `law.citation(rule, day)`, in the version of that day.
struct CalendarEntry {
  Deadline deadline = Deadline::attestation_due;
  Date day;
  Rule rule = Rule::validity_one_year;
  Mark mark = Mark::text;

  [[nodiscard]] constexpr const Citation& citation(const LawBook& law) const noexcept { return law.citation(rule, day); }

  /// Moves the entry to a later day, for the reason that another rule gives; an earlier day changes nothing.
  constexpr void postpone(Date until, Rule because, Mark weight) noexcept {
    if (until <= day) return;
    day = until;
    rule = because;
    mark = weight;
  }

  friend constexpr bool operator==(const CalendarEntry&, const CalendarEntry&) = default;
};

/// What the calendar of a registered demand is counted from.
struct CalendarAnchors {
  Date base;                            ///< start of the running year
  std::optional<Date> attested_from{};  ///< start of the month of the attestation, unless it was sent
  std::optional<Date> notice{};         ///< day of the notice sent for this year; none: counted as sent in time
};

class RenewalCalendar {
 public:
  /// The calendar of a base date, as for a demand filed that day. `date_out_of_range` when the base lies outside the law book.
  ///
  /// Base 2024-02-29: attestation 2024-03-29, window 2024-12-29, notice 2025-01-28, last valid day 2025-02-28, radiation by the law
  /// 2025-03-01 and in practice 2025-03-29, reactivation until 2025-08-29, kept until 2026-03-29.
  /// @rule validity.one-year   @rule renewal.notice-latest   @rule radiation.non-renewal   @rule retention.one-year
  [[nodiscard]] static constexpr Result<RenewalCalendar> from(Date base, const LawBook& law) noexcept {
    return from(CalendarAnchors{base, base}, law);
  }

  /// The calendar of a demand. A radiated demand keeps only its reactivation and its retention; a draft, or an erased demand, has none
  /// (`missing_value`: no base date).
  [[nodiscard]] static constexpr Result<RenewalCalendar> of(const Demand& demand, const LawBook& law) noexcept {
    if (demand.stored == Stored::registered) {
      return from({demand.base, demand.attested ? std::nullopt : std::optional(demand.attested_from), demand.notice}, law);
    }
    if (demand.stored != Stored::radiated) return Errc::missing_value;
    RenewalCalendar calendar;
    const Motive motive = demand.radiation.motive;
    if (motive == Motive::c || motive == Motive::e) {
      const Date anchor = motive == Motive::e ? demand.base : demand.radiation.effective;
      const Delay name = motive == Motive::e ? Delay::reactivation_e : Delay::reactivation_c;
      if (const auto window = practice(Deadline::reactivation_until, name, anchor, anchor.civil())) calendar.push(*window);
    }
    calendar.add(Deadline::kept_until, Delay::retention, demand.radiation.recorded, demand.radiation.recorded.civil(), law);
    return calendar;
  }

  [[nodiscard]] static constexpr Result<RenewalCalendar> from(const CalendarAnchors& anchors, const LawBook& law) noexcept {
    if (anchors.base < law.first_day() || anchors.base > law.horizon()) return Errc::date_out_of_range;
    RenewalCalendar calendar;
    const CivilDay base = anchors.base.civil();
    if (anchors.attested_from) {
      const bool same = *anchors.attested_from == anchors.base;
      calendar.add(Deadline::attestation_due, Delay::attestation, *anchors.attested_from, same ? base : anchors.attested_from->civil(), law);
    }
    calendar.add(Deadline::renewal_opens, Delay::renewal_window, anchors.base, base, law);

    const DelayRow& validity = law.delay(Delay::validity, anchors.base);
    const Date expiry = delay_end(anchors.base, base, validity);
    const Date notice = notice_before(expiry, detail::clamped_months_after(base, validity.value), law);
    calendar.push({Deadline::notice_latest, notice, Rule::renewal_notice_latest, Mark::text});
    calendar.push({Deadline::last_valid, expiry, validity.rule, validity.mark});

    CalendarEntry lawful{Deadline::radiation_law, expiry + 1, Rule::radiation_non_renewal, Mark::text};
    if (anchors.notice) {
      lawful.postpone(lifecycle::end_of(Delay::late_notice, *anchors.notice, law), Rule::renewal_notice_late, Mark::convention);
    }
    lawful.day = law.after_suspensions(lawful.day);
    calendar.push(lawful);
    Date radiated = lawful.day;
    if (std::optional<CalendarEntry> practised = practice(Deadline::radiation_practice, Delay::lapse_practice, anchors.base, base)) {
      practised->postpone(lawful.day, lawful.rule, lawful.mark);
      practised->day = radiated = law.after_suspensions(practised->day);
      calendar.push(*practised);
    }
    if (const auto window = practice(Deadline::reactivation_until, Delay::reactivation_e, anchors.base, base)) calendar.push(*window);
    calendar.add(Deadline::kept_until, Delay::retention, radiated, radiated.civil(), law);
    return calendar;
  }

  /// The entries, in the order of `Deadline`.
  [[nodiscard]] constexpr std::span<const CalendarEntry> entries() const noexcept { return {entries_.data(), size_}; }

  /// The day of a deadline, or none when this calendar has no such date.
  [[nodiscard]] constexpr std::optional<Date> day_of(Deadline deadline) const noexcept {
    for (const CalendarEntry& entry : entries()) {
      if (entry.deadline == deadline) return entry.day;
    }
    return std::nullopt;
  }

 private:
  constexpr void push(const CalendarEntry& entry) noexcept {
    assert(size_ < entries_.size());
    entries_[size_++] = entry;
  }
  constexpr void add(Deadline deadline, Delay name, Date anchor, CivilDay parts, const LawBook& law) noexcept {
    const DelayRow& row = law.delay(name, anchor);
    push({deadline, delay_end(anchor, parts, row), row.rule, row.mark});
  }
  /// What a practice of the SNE gives, when it is in force on the day that it gives.
  [[nodiscard]] static constexpr std::optional<CalendarEntry> practice(Deadline deadline, Delay name, Date anchor, CivilDay parts) noexcept {
    const std::span<const DelayRow> rows = LawBook::delay_rows(name);
    for (std::size_t i = rows.size(); i > 0; --i) {
      const DelayRow& row = rows[i - 1];
      const Date day = delay_end(anchor, parts, row);
      if (row.from <= day && day <= row.to) return CalendarEntry{deadline, day, row.rule, row.mark};
    }
    return std::nullopt;
  }

  std::array<CalendarEntry, 8> entries_{};
  std::uint8_t size_ = 0;
};

}  // namespace sne
