#pragma once

#include <sne/decision.hpp>
#include <sne/demand.hpp>

/// The bench: one event before one demand, and the decision being written.  (fr: examen d'un événement)
///
/// Conditions and effects are written once, for any layout of a demand and any way to keep what is found: `Judge` for the answer given to a
/// caller, and a bench of `lib` for the replay of columns, where a demand is packed and only the outcome is kept.
namespace sne::lifecycle {

template <class DemandHeld, class EventHeld, class LawHeld, class Findings>
struct Bench {
  using Demand = DemandHeld;
  using Event = EventHeld;
  using Law = LawHeld;

  const DemandHeld& demand;
  const EventHeld& event;
  const LawHeld& law;
  const Policy& policy;
  Findings& decision;
  bool presumed = false;

  [[nodiscard]] constexpr Date day() const noexcept { return event.effective; }
  [[nodiscard]] constexpr bool now(Provision provision) const noexcept { return law.in_force(provision, day()); }

  constexpr void refuse(ReasonCode code, Rule rule, Field field) noexcept {
    decision.reasons.add({code, rule, field, std::nullopt});
  }
  /// A refusal that a day settles. A day past 9999-12-31 is no day of the calendar and is not given.
  constexpr void refuse_until(ReasonCode code, Rule rule, Field field, Date earliest) noexcept {
    decision.reasons.add({code, rule, field, earliest.in_calendar() ? std::optional(earliest) : std::nullopt});
  }
  constexpr void warn(ReasonCode code, Rule rule, Field field) noexcept {
    decision.warnings.add({code, rule, field, std::nullopt});
  }
  constexpr void warn_until(ReasonCode code, Rule rule, Field field, Date earliest) noexcept {
    decision.warnings.add({code, rule, field, earliest});
  }

  /// An input that nobody may presume.
  constexpr void miss(Field field) noexcept { decision.missing.add(field); }
  /// An input that the policy may presume favourable.
  constexpr void miss_or_presume(Field field) noexcept {
    if (policy.unknown == UnknownFacts::presume_met) {
      presumed = true;
    } else {
      miss(field);
    }
  }

  /// The condition `fact` must hold; otherwise the event is refused with `code`.
  constexpr void require(Fact fact, Field field, ReasonCode code, Rule rule) noexcept {
    if (fact == Fact::no) refuse(code, rule, field);
    if (fact == Fact::unknown) miss_or_presume(field);
  }
  /// The actor must be the same body as `other`.
  constexpr void require_same_body(const auto& other, ReasonCode code, Rule rule) noexcept {
    require(same_body(event.actor, other), Field::actor_id, code, rule);
  }
};

/// The bench of `decide`.
using Judge = Bench<Demand, Event, LawBook, Decision>;

/// The end of a delay that every policy knows, such as validity or attestation.
constexpr Date end_of(Delay name, Date anchor, const LawBook& law) noexcept { return delay_end(anchor, law.delay(name, anchor)); }

}  // namespace sne::lifecycle
