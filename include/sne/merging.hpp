#pragma once

#include <optional>
#include <span>
#include <vector>

#include <sne/lifecycle.hpp>
#include <sne/unique_number.hpp>

/// Merging of departmental and regional demands into one national demand.  (fr: fusion, motif f)
///
/// In the text since 2017-05-08, not in operation: refused while the law book has no `national_number_start`. Once it is set, the
/// national demand keeps one renewal date, the seniority acquired in each territory, and the absorbed numbers as aliases.
/// @rule radiation.merging   @rule seniority.merging   @law CCH R441-2-8 f
namespace sne {

/// The seniority acquired in one territory.
struct TerritorySeniority {
  Territory territory;
  Date since;

  friend constexpr bool operator==(const TerritorySeniority&, const TerritorySeniority&) = default;
};

/// A demand with a national number: one life, several seniorities, old numbers that stay readable.  (fr: demande nationale)
struct NationalDemand {
  NationalNumber number;
  Demand life;                                  ///< dates and state; `life.seniority` is the oldest of the map
  std::vector<TerritorySeniority> seniorities;  ///< one per territory, in the order of the codes
  std::vector<UniqueNumber> aliases;            ///< numbers absorbed, in the order given

  /// The day from which seniority runs in a territory; none where nothing was asked. A département of Île-de-France reads the seniority
  /// acquired in the region.
  [[nodiscard]] std::optional<Date> seniority_in(Territory territory) const {
    for (const TerritorySeniority& one : seniorities) {
      if (one.territory == territory) return one.since;
    }
    if (in_ile_de_france(territory) && territory != ile_de_france) return seniority_in(ile_de_france);
    return std::nullopt;
  }

  /// Adds a territory asked for on a day: seniority there runs from that day, never from an older one (convention). A territory already
  /// held keeps its date.
  /// @rule seniority.merging
  void ask_for(Territory territory, Date day) {
    if (!seniority_in(territory)) acquire(territory, day);
  }

  /// Takes over a seniority already acquired; the older of two is kept.
  /// @rule seniority.merging   @law CCH R441-2-8 f
  void acquire(Territory territory, Date since) {
    auto at = seniorities.begin();
    while (at != seniorities.end() && at->territory < territory) ++at;
    if (at != seniorities.end() && at->territory == territory) {
      at->since = earlier(at->since, since);
    } else {
      seniorities.insert(at, {territory, since});
    }
  }
};

/// A demand to be merged, under its number.
struct MergeSource {
  UniqueNumber number;
  Demand demand;
};

/// What makes the demands merge, and so which day opens the year of the national demand.
enum class MergeTrigger : std::uint8_t {
  renewal,  ///< the day of the renewal that merges
  batch,    ///< the latest presentation among the sources, so that no day is lost (convention)
};

struct MergeRequest {
  NationalNumber number;
  Date effective;
  Date recorded;
  Actor actor;
  MergeTrigger trigger = MergeTrigger::renewal;
};

/// The decision, the national demand when accepted, and the sources after it: radiated f, or unchanged when refused.
struct MergeOutcome {
  Decision decision;
  std::optional<NationalDemand> national;
  std::vector<MergeSource> sources;
};

namespace lifecycle {

constexpr Event merging_event(const MergeRequest& request, std::size_t sources) noexcept {
  Event event;
  event.kind = EventKind::radiate;
  event.motive = Motive::f;
  event.effective = request.effective;
  event.recorded = request.recorded;
  event.actor = request.actor;
  event.national = Fact::yes;
  event.sources = static_cast<std::int16_t>(sources < 1000 ? sources : 1000);
  return event;
}

inline NationalDemand build_national(const MergeRequest& request, std::span<const MergeSource> sources) {
  const MergeSource* latest = &sources.front();
  for (const MergeSource& source : sources) {
    if (latest->demand.last_presented < source.demand.last_presented) latest = &source;
  }
  NationalDemand national{request.number, latest->demand, {}, {}};
  national.life.no_answer = {};
  national.life.irrecevability = {};
  national.life.allocations = {};
  for (const MergeSource& source : sources) {
    national.aliases.push_back(source.number);
    national.life.initial = earlier(national.life.initial, source.demand.initial);
    national.life.seniority = earlier(national.life.seniority, source.demand.seniority);
    national.acquire(*source.demand.territory, source.demand.seniority);
  }
  if (request.trigger == MergeTrigger::renewal) start_year(national.life, request.effective, request.effective);
  national.life.territory.reset();
  return national;
}

}  // namespace lifecycle

/// Merges demands into a national one, or says why not: every source is judged by the transition of motive f, and none is changed
/// unless all are accepted. Two sources of one territory keep the older seniority; letters, warnings and commission decisions were about
/// a source and do not pass to the national demand (conventions).
///
/// 059 of 2019-05-31 and 062 of 2022-03-15, merged by a renewal of 2027-09-01: seniorities 059 -> 2019-05-31, 062 -> 2022-03-15, valid
/// until 2028-09-01, both sources radiated f on 2027-09-01.
/// Reasons: those of motive f, `SOURCE_NOT_ACTIVE` for a source that is neither active nor expired, `DUPLICATE` for a number given twice,
/// `BEFORE_BASE` for a merging renewal older than the last one of a source.
/// @rule radiation.merging   @rule seniority.merging   @law CCH R441-2-8 f
inline MergeOutcome merge(std::span<const MergeSource> sources, const MergeRequest& request, const LawBook& law, const Policy& policy) {
  MergeOutcome made{{}, std::nullopt, {sources.begin(), sources.end()}};
  const Event event = lifecycle::merging_event(request, sources.size());
  made.decision.judged_on = request.effective;
  made.decision.rule = Rule::radiation_merging;
  made.decision.law = law.digest();
  const auto refuse = [&made](const Reason& reason) {
    if (!made.decision.refused_for(reason.code)) made.decision.reasons.add(reason);
  };
  if (sources.empty()) refuse({ReasonCode::single_source, Rule::radiation_merging, Field::sources, std::nullopt});
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (sources[i].number == sources[j].number) {
        refuse({ReasonCode::duplicate, Rule::radiation_merging, Field::number, std::nullopt});
      }
    }
  }
  for (const MergeSource& source : sources) {
    if (request.trigger == MergeTrigger::renewal && request.effective < source.demand.base) {
      refuse({ReasonCode::before_base, Rule::renewal_accepted, Field::effective, std::nullopt});
    }
    const State state = state_on(source.demand, request.effective, law);
    if (!lifecycle::live.holds(state) || !source.demand.territory) {
      refuse({ReasonCode::source_not_active, Rule::radiation_merging, Field::event, std::nullopt});
      continue;
    }
    const Decision one = decide(source.demand, event, law, policy);
    for (const Reason& reason : one.reasons.all()) refuse(reason);
    for (const Reason& warning : one.warnings.all()) {
      if (!made.decision.warns_of(warning.code)) made.decision.warnings.add(warning);
    }
  }
  made.decision.settle();
  if (!made.decision.accepted()) return made;
  made.national = lifecycle::build_national(request, sources);
  for (MergeSource& source : made.sources) advance(source.demand, event, law, policy);
  return made;
}

/// Whether a national demand keeps the seniority of every source, territory by territory: what motive f may never lose.
/// @rule seniority.merging   @law CCH R441-2-8 f
inline bool keeps_every_seniority(const NationalDemand& national, std::span<const MergeSource> sources) {
  for (const MergeSource& source : sources) {
    const std::optional<Date> kept = source.demand.territory ? national.seniority_in(*source.demand.territory) : std::nullopt;
    if (!kept || *kept > source.demand.seniority) return false;
  }
  return true;
}

}  // namespace sne
