#pragma once

#include <optional>
#include <vector>

#include <sne/lifecycle.hpp>

/// The two time axes of a file: the situation on a day, as it was known on another.  (fr: situation à une date)
///
/// Events have a day in law (`effective`) and a day of entry (`recorded`). `known_on` cuts the log by the second; a `Timeline`
/// built from what is left answers by the first. A lease of 2024-06-03 entered on 2024-07-10 leaves the demand active on 2024-06-10 as
/// known on 2024-06-30, and radiated on 2024-06-10 as known on 2024-07-31.
/// @rule radiation.late-entry   @rule dates.recorded-after-effective
namespace sne {

/// The situation of a demand on a day.
struct Situation {
  State state = State::none;
  Motive motive = Motive::none;  ///< when radiated

  friend constexpr bool operator==(const Situation&, const Situation&) = default;
};

/// A radiation as it weighs on the days: from its effective day to the reactivation, unless it was made in error.
struct RadiatedSpan {
  Motive motive = Motive::none;
  Date from;
  Date recorded;
  std::optional<Date> until;  ///< day of the reactivation: radiated on the days before it
  bool voided = false;        ///< cancelled as an error: it never weighed

  [[nodiscard]] constexpr bool holds(Date day) const noexcept { return !voided && from <= day && (!until || day < *until); }
};

class Timeline {
 public:
  /// Adds an accepted event, with the demand before and after it.
  void record(const Demand& before, const Event& event, const Demand& after) {
    switch (event.kind) {
      case EventKind::file:
        filed_ = event.effective;
        if (after.stored == Stored::registered) open(after);
        return;
      case EventKind::validate: open(after); return;
      case EventKind::refuse_draft: invalid_from_ = event.effective; return;
      case EventKind::renew:
        void_radiation(before);
        bases_.push_back({event.effective, after.base});
        return;
      case EventKind::answer: void_radiation(before); return;
      case EventKind::cancel_radiation: void_radiation(before); return;
      case EventKind::radiate:
        if (before.stored == Stored::registered) radiated_.push_back({event.motive, event.effective, event.recorded, std::nullopt, false});
        return;
      case EventKind::requalify:
        radiated_.back().motive = Motive::a;
        radiated_.back().from = after.radiation.effective;
        return;
      case EventKind::reactivate:
        radiated_.back().until = event.effective;
        if (before.radiation.motive == Motive::e) bases_.push_back({event.effective, after.base});
        return;
      case EventKind::erase: erased_from_ = event.effective; return;
      default: return;
    }
  }

  /// The timeline of an ordered log, by the decisions of `law` and `policy`.
  [[nodiscard]] static Result<Timeline> of(std::span<const Event> ordered, const LawBook& law, const Policy& policy) {
    Timeline timeline;
    Demand before;
    for (std::size_t i = 0; i < ordered.size(); ++i) {
      if (i > 0 && folds_before(ordered[i], ordered[i - 1])) return {Errc::out_of_order, static_cast<std::uint32_t>(i)};
      Demand after = before;
      if (advance(after, ordered[i], law, policy).accepted()) timeline.record(before, ordered[i], after);
      before = after;
    }
    return timeline;
  }

  [[nodiscard]] Situation on(Date day, const LawBook& law) const {
    if (erased_from_ && *erased_from_ <= day) return {State::erased, Motive::none};
    if (invalid_from_ && *invalid_from_ <= day) return {State::invalid, Motive::none};
    if (bases_.empty() || day < *initial_) return {filed_ && *filed_ <= day ? State::draft : State::none, Motive::none};
    for (std::size_t i = radiated_.size(); i > 0; --i) {
      if (radiated_[i - 1].holds(day)) return {State::radiated, radiated_[i - 1].motive};
    }
    return {day <= last_valid(base_on(day), law) ? State::active : State::expired, Motive::none};
  }

  /// Registered, and neither radiated nor erased: what a stock counts.
  [[nodiscard]] bool in_stock(Date day) const {
    if (!initial_ || day < *initial_ || (erased_from_ && *erased_from_ <= day)) return false;
    for (const RadiatedSpan& span : radiated_) {
      if (span.holds(day)) return false;
    }
    return true;
  }

  /// Initial date, once registered.
  [[nodiscard]] std::optional<Date> initial() const noexcept { return initial_; }
  /// Radiations in the order of their entry, those made in error included and marked.
  [[nodiscard]] std::span<const RadiatedSpan> radiations() const noexcept { return radiated_; }

  /// The base date that counts on a day. Precondition: registered on or before it.
  [[nodiscard]] Date base_on(Date day) const {
    std::size_t latest = bases_.size() - 1;
    while (latest > 0 && bases_[latest].from > day) --latest;
    return bases_[latest].base;
  }

 private:
  struct Base {
    Date from;
    Date base;
  };

  void open(const Demand& after) {
    initial_ = after.initial;
    bases_.push_back({after.initial, after.base});
  }
  void void_radiation(const Demand& before) {
    if (before.stored == Stored::radiated) radiated_.back().voided = true;
  }

  std::optional<Date> filed_;
  std::optional<Date> initial_;
  std::optional<Date> invalid_from_;
  std::optional<Date> erased_from_;
  std::vector<Base> bases_;
  std::vector<RadiatedSpan> radiated_;
};

}  // namespace sne
