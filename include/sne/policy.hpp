#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <sne/law/tables.hpp>

/// How the law is applied where it leaves a choice.  (fr: politique d'application)
namespace sne {

/// What becomes of a fact that the caller does not know.
enum class UnknownFacts : std::uint8_t {
  ask,          ///< the decision is `incomplete` and names it
  presume_met,  ///< the condition is presumed met, with the warning `PRESUMED`; a date is never presumed
};

/// What becomes of an event after the horizon of the law book.
enum class BeyondHorizon : std::uint8_t { refuse, provisional };

/// From which day a renewal opens the new year. The article says the renewal; one practice speaks of an anniversary.
enum class RenewalBase : std::uint8_t { presentation, anniversary };

/// Which couples keep the seniority on separation: those the article names, or co-holders of any kind.
enum class Couples : std::uint8_t { named, all };

/// Whether a commission may examine an expired demand.
enum class ExpiredCommission : std::uint8_t { warn, refuse };

/// Months that a territory sets in place of the dated rows of the law book; empty leaves the row.
struct Tolerances {
  std::optional<std::int16_t> lapse{};           ///< motive e, from the base (`lapse_practice`)
  std::optional<std::int16_t> no_answer{};       ///< motive c, from the warning (`no_answer_practice`)
  std::optional<std::int16_t> reactivation_e{};  ///< from the base
  std::optional<std::int16_t> reactivation_c{};  ///< from the radiation

  friend constexpr bool operator==(const Tolerances&, const Tolerances&) = default;
};

/// A named value. `Policy::law()` applies the texts alone; `Policy::sne()` adds the tolerances of the national system, whose
/// dated values and sources are rows of the law book (`lapse_practice`, `no_answer_practice`, `reactivation_c`, `reactivation_e`).
struct Policy {
  PolicyScope scope = PolicyScope::sne;
  UnknownFacts unknown = UnknownFacts::ask;
  BeyondHorizon horizon = BeyondHorizon::refuse;
  RenewalBase renewal_base = RenewalBase::presentation;
  Couples couples = Couples::named;
  ExpiredCommission expired_commission = ExpiredCommission::warn;
  Tolerances tolerances{};

  [[nodiscard]] static constexpr Policy law() noexcept { return Policy{.scope = PolicyScope::law}; }
  [[nodiscard]] static constexpr Policy sne() noexcept { return Policy{.scope = PolicyScope::sne}; }

  [[nodiscard]] constexpr std::string_view name() const noexcept { return scope == PolicyScope::law ? "law" : "sne"; }

  friend constexpr bool operator==(const Policy&, const Policy&) = default;
};

}  // namespace sne
