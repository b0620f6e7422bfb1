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

/// One date, the rule that gives it and how sure its length is. The article: `law.citation(rule, base)`.
struct CalendarEntry {
  Deadline deadline = Deadline::attestation_due;
  Date day;
  Rule rule = Rule::validity_one_year;
  Mark mark = Mark::text;

  friend constexpr bool operator==(const CalendarEntry&, const CalendarEntry&) = default;
};

/// What the calendar of a demand is counted from.
struct CalendarAnchors {
  Date base;                                ///< start of the running year
  std::optional<Date> attested_from;        ///< start of the month of the attestation, unless it was sent
  std::optional<Date> notice;               ///< day of the notice sent for this year; none: counted as sent in time
  std::optional<Date> radiation_recorded;   ///< when radiated: the retention runs from the day of entry
};

class RenewalCalendar {
 public:
  /// The calendar of a base date, as for a demand filed that day. `date_out_of_range` outside the law book's days.
  ///
  /// Base 2024-02-29 under `Policy::sne()`: attestation 2024-03-29, window 2024-12-29, notice 2025-01-28, last valid day 2025-02-28,
  /// radiation by the law 2025-03-01 and in practice 2025-03-29, reactivation until 2025-08-29, kept until 2026-03-29.
  /// @rule validity.one-year   @rule renewal.notice-latest   @rule radiation.non-renewal   @rule retention.one-year
  [[nodiscard]] static constexpr Result<RenewalCalendar> from(Date base, const LawBook& law) noexcept {
    return from(CalendarAnchors{base, base, std::nullopt, std::nullopt}, law);
  }

  /// The calendar of a demand. A radiated demand keeps only its reactivation and its retention; a draft has none (`out_of_order`).
  [[nodiscard]] static constexpr Result<RenewalCalendar> of(const Demand& demand, const LawBook& law) noexcept {
    if (demand.stored != Stored::registered && demand.stored != Stored::radiated) return Errc::out_of_order;
    CalendarAnchors anchors{demand.base, std::nullopt, demand.notice, std::nullopt};
    if (demand.stored == Stored::registered) {
      if (!demand.attested) anchors.attested_from = demand.attested_from;
      return from(anchors, law);
    }
    if (demand.radiation.effective < law.first_day()) return Errc::date_out_of_range;
    RenewalCalendar calendar;
    calendar.add_reactivation(demand, law);
    const Date recorded = demand.radiation.recorded;
    calendar.add(Deadline::kept_until, recorded, recorded.civil(), Delay::retention, law);
    return calendar;
  }

  [[nodiscard]] static constexpr Result<RenewalCalendar> from(const CalendarAnchors& anchors, const LawBook& law) noexcept {
    if (anchors.base < law.first_day() || anchors.base > "9990-12-31"_date) return Errc::date_out_of_range;
    RenewalCalendar calendar;
    const CivilDay base = anchors.base.civil();
    if (anchors.attested_from) {
      const bool same = *anchors.attested_from == anchors.base;
      calendar.add(Deadline::attestation_due, *anchors.attested_from, same ? base : anchors.attested_from->civil(), Delay::attestation, law);
    }
    calendar.add(Deadline::renewal_opens, anchors.base, base, Delay::renewal_window, law);

    const DelayRow& validity = *law.delay(Delay::validity, anchors.base, PolicyScope::any);
    const Date expiry = delay_end(anchors.base, base, validity);
    calendar.push({Deadline::notice_latest, notice_before(expiry, law), Rule::renewal_notice_latest, Mark::text});
    calendar.push({Deadline::last_valid, expiry, validity.rule, validity.mark});

    Date lawful = expiry + 1;
    if (anchors.notice) lawful = later(lawful, lifecycle::end_of(Delay::late_notice, *anchors.notice, law));
    calendar.push({Deadline::radiation_law, lawful, Rule::radiation_non_renewal, Mark::text});
    Date practised = lawful;
    if (const DelayRow* row = law.delay(Delay::lapse_practice, expiry, PolicyScope::sne)) {
      practised = later(lawful, delay_end(anchors.base, base, *row));
      calendar.push({Deadline::radiation_practice, practised, row->rule, row->mark});
    }
    if (const DelayRow* row = law.delay(Delay::reactivation_e, expiry, PolicyScope::sne)) {
      calendar.push({Deadline::reactivation_until, delay_end(anchors.base, base, *row), row->rule, row->mark});
    }
    calendar.add(Deadline::kept_until, practised, practised.civil(), Delay::retention, law);
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
  constexpr void add(Deadline deadline, Date anchor, CivilDay parts, Delay name, const LawBook& law) noexcept {
    const DelayRow& row = *law.delay(name, anchor, PolicyScope::any);
    push({deadline, delay_end(anchor, parts, row), row.rule, row.mark});
  }
  constexpr void add_reactivation(const Demand& demand, const LawBook& law) noexcept {
    const bool e = demand.radiation.motive == Motive::e;
    if (!e && demand.radiation.motive != Motive::c) return;
    const DelayRow* row = law.delay(e ? Delay::reactivation_e : Delay::reactivation_c, demand.radiation.effective, PolicyScope::sne);
    if (row == nullptr) return;
    push({Deadline::reactivation_until, delay_end(e ? demand.base : demand.radiation.effective, *row), row->rule, row->mark});
  }

  std::array<CalendarEntry, 8> entries_{};
  std::uint8_t size_ = 0;
};

}  // namespace sne
