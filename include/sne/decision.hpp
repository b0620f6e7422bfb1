#pragma once

#include <cstdint>
#include <optional>

#include <sne/event.hpp>
#include <sne/inline_list.hpp>
#include <sne/law/lawbook.hpp>

/// The answer of the law: a value, never an exception.  (fr: décision)
namespace sne {

/// One reason of a refusal, or one warning: what, by which rule, about which field, and from when it would be otherwise.
struct Reason {
  ReasonCode code;
  Rule rule;
  Field field;
  std::optional<Date> earliest;  ///< first day on which this check passes, when a day settles it

  friend constexpr bool operator==(const Reason&, const Reason&) = default;
};

/// A short list of reasons, held in place.
template <std::size_t Capacity>
class ReasonList : public InlineList<Reason, Capacity> {
 public:
  [[nodiscard]] constexpr const Reason* find(ReasonCode code) const noexcept {
    for (const Reason& reason : this->all()) {
      if (reason.code == code) return &reason;
    }
    return nullptr;
  }
};

/// What the law answers to an event. `accepted` may carry warnings; `refused` has at least one reason; `incomplete` names the
/// missing inputs. The rule and the day that were judged allow the citation to be found again: `law.citation(rule, judged_on)`.
struct Decision {
  Outcome outcome = Outcome::accepted;
  Rule rule = Rule::demand_state;  ///< rule of the transition that was judged
  Date judged_on;                  ///< day whose law was applied
  ReasonList<16> reasons;
  ReasonList<16> warnings;
  FieldSet missing;
  std::uint64_t law = 0;  ///< `LawBook::digest` of the book that judged: the decision can be replayed years later

  /// Concludes from what was found: one reason refuses and then nothing is said to be missing; a missing input alone leaves it open.
  constexpr void settle() noexcept {
    if (!reasons.empty()) {
      outcome = Outcome::refused;
      missing.clear();
    } else if (!missing.empty()) {
      outcome = Outcome::incomplete;
    }
  }

  [[nodiscard]] constexpr bool accepted() const noexcept { return outcome == Outcome::accepted; }
  [[nodiscard]] constexpr bool refused_for(ReasonCode code) const noexcept { return reasons.find(code) != nullptr; }
  [[nodiscard]] constexpr bool warns_of(ReasonCode code) const noexcept { return warnings.find(code) != nullptr; }

  /// First day on which every reason that a day settles has passed; none when no reason is a matter of days.
  [[nodiscard]] constexpr std::optional<Date> earliest() const noexcept {
    std::optional<Date> latest;
    for (const Reason& reason : reasons.all()) {
      if (reason.earliest && (!latest || *latest < *reason.earliest)) latest = reason.earliest;
    }
    return latest;
  }
};

}  // namespace sne
