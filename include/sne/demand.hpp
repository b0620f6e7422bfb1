#pragma once

#include <array>
#include <optional>
#include <span>

#include <sne/event.hpp>
#include <sne/law/lawbook.hpp>

/// The state of a demand: what is left of its events once they are folded.  (fr: demande de logement social)
namespace sne {

/// What is stored. `active` and `expired` are not: they follow from the base date and the day asked.
enum class Stored : std::uint8_t { none, draft, invalid, registered, radiated, erased };

/// A procedure of motive c or d, from its opening to the answer or the radiation.  (fr: procédure)
struct Procedure {
  enum class Stage : std::uint8_t { closed, running, answered };

  Stage stage = Stage::closed;
  Date opened;                    ///< day of the letter (c) or of the commission's decision (d)
  Actor sender;                   ///< sender of the letter, or deciding lessor
  Ground ground = Ground::unknown;
  std::optional<Date> delivered = std::nullopt;  ///< delivery of the warning, when one was sent
  Fact proof = Fact::unknown;     ///< proof of that delivery

  friend constexpr bool operator==(const Procedure&, const Procedure&) = default;
};

/// An allocation: of a commission (day of its first favourable decision), or of a lease recorded after a radiation (day of the lease).
struct Allocation {
  Date day;
  Actor lessor;

  friend constexpr bool operator==(const Allocation&, const Allocation&) = default;
};

/// The first favourable decision of each lessor, for the last `Capacity` lessors that took one.
template <class Held, std::size_t Capacity>
class FirstDecisions {
 public:
  constexpr void decide(Date day, const auto& lessor) noexcept {
    for (std::size_t i = held_.size() - size_; i < held_.size(); ++i) {
      if (held_[i].lessor == lessor) {
        held_[i].day = earlier(held_[i].day, day);
        return;
      }
    }
    for (std::size_t i = 1; i < held_.size(); ++i) held_[i - 1] = held_[i];
    held_.back() = {day, lessor};
    if (size_ < held_.size()) ++size_;
  }
  [[nodiscard]] constexpr std::span<const Held> all() const noexcept {
    return {held_.data() + held_.size() - size_, size_};
  }

  friend constexpr bool operator==(const FirstDecisions&, const FirstDecisions&) = default;

 private:
  std::array<Held, Capacity> held_{};
  std::uint8_t size_ = 0;
};
using Allocations = FirstDecisions<Allocation, 4>;

/// A radiation and its trace.  (fr: radiation)
struct Radiation {
  Motive motive = Motive::none;
  Date effective;
  Date recorded;
  Motive former_motive = Motive::none;  ///< motive before a requalification

  friend constexpr bool operator==(const Radiation&, const Radiation&) = default;
};

/// A demand on its territory. A plain value of fixed size; a new demand is `Demand{}`.
struct Demand {
  Stored stored = Stored::none;
  std::optional<Territory> territory;
  Date initial;         ///< date of receipt; for a draft, of its deposit. Never moves once registered
  Date seniority;       ///< day from which seniority runs: the initial date, or the ex-partner's
  Date base;            ///< start of the running year
  Date last_presented;  ///< last presentation by the applicant: filing, then renewals
  Date attested_from;   ///< day from which the month of the attestation runs
  Date last_effective;  ///< latest effective day among the accepted events
  Actor registrar;      ///< body that registered
  Radiation radiation;  ///< the last radiation, meaningful when `stored` is radiated or erased

  std::optional<Date> notice;  ///< day of the first notice sent for the running year
  Procedure no_answer;         ///< procedure c
  Procedure irrecevability;    ///< procedure d
  Allocations allocations;              ///< favourable decisions of commissions
  std::optional<Allocation> late_lease; ///< lease recorded since the standing radiation

  bool online_user = false;
  bool wants_post = false;
  bool accepts_email = false;
  bool email_known = false;
  bool legal_person = false;
  bool ex_officio = false;
  bool attested = false;
  bool deceased = false;
  bool substituted = false;
  bool reactivated = false;

  Identity draft_identity = Identity::unknown;           ///< kept from an online filing until it is validated
  Nationality draft_nationality = Nationality::unknown;  ///< same
  SeparationClaim draft_claim;                           ///< same
  Typology typology = Typology::unknown;

  friend constexpr bool operator==(const Demand&, const Demand&) = default;
};

/// The last day of validity for a base date, included.  (fr: dernier jour de validité)
/// `last_valid("2024-02-29"_date, law) == "2025-02-28"_date`.
/// @rule validity.one-year   @law CCH R441-2-7
constexpr Date last_valid(Date base, const LawBook& law) noexcept {
  return delay_end(base, law.delay(Delay::validity, base));
}

namespace lifecycle {

/// `state_on`, for any layout of a demand.
/// @rule validity.one-year
constexpr State state_of(const auto& demand, Date day, const auto& law) noexcept {
  if (demand.stored == Stored::registered) return day <= last_valid(demand.base, law) ? State::active : State::expired;
  constexpr std::array<State, 6> states{State::none, State::draft, State::invalid, State::active, State::radiated, State::erased};  // by `Stored`
  return states[static_cast<std::size_t>(Stored{demand.stored})];
}

}  // namespace lifecycle

/// The state on a day of a demand as folded so far. Days before the initial date are a matter for `Timeline`.
/// @rule validity.one-year
constexpr State state_on(const Demand& demand, Date day, const LawBook& law) noexcept { return lifecycle::state_of(demand, day, law); }

/// What a landlord's file knows of a registered demand without its events.
struct StandingFacts {
  Date initial;                               ///< date of receipt
  std::optional<Date> last_renewal{};         ///< last renewal presented
  std::optional<Date> seniority{};            ///< when it is not the initial date: separation
  std::optional<Territory> territory{};
  Actor registrar{};                          ///< body that registered; an empty code is unknown
  std::optional<Date> notice{};               ///< notice sent since the last renewal
  bool attested = true;                       ///< the attestation of the running year was sent
  bool online_user = false;                   ///< filed or renewed online at least once
  bool wants_post = false;
};

/// A registered demand from what a file knows of it, for those who do not keep its events.  (fr: reprise d'un fichier)
/// Faults: `date_out_of_range` when the initial date lies outside the law book, `impossible_date` when a later date lies before it.
/// @rule validity.one-year
constexpr Result<Demand> standing_demand(const StandingFacts& facts, const LawBook& law) noexcept {
  if (facts.initial < law.first_day() || facts.initial > law.horizon()) return Errc::date_out_of_range;
  const Date base = facts.last_renewal.value_or(facts.initial);
  if (base < facts.initial || (facts.notice && *facts.notice <= base)) return Errc::impossible_date;
  Demand demand;
  demand.stored = Stored::registered;
  demand.territory = facts.territory;
  demand.initial = facts.initial;
  demand.seniority = facts.seniority.value_or(facts.initial);
  demand.base = demand.last_presented = demand.attested_from = base;
  demand.last_effective = facts.notice.value_or(base);
  demand.registrar = facts.registrar;
  demand.notice = facts.notice;
  demand.attested = facts.attested;
  demand.online_user = facts.online_user;
  demand.wants_post = facts.wants_post;
  return demand;
}

/// Whole months of seniority on a day.  (fr: ancienneté en mois)
/// From 2018-03-15 to 2024-03-14: 71; to 2024-03-15: 72.
/// @rule seniority.initial-date   @law CCH R441-2-7, R441-2-8 f
constexpr std::int32_t seniority_months(const Demand& demand, Date day) noexcept {
  return whole_months_between(demand.seniority, day);
}

}  // namespace sne
