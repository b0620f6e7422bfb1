#include <sne/commission.hpp>

#include <vector>

#include <sne/plus_operation.hpp>

#include <fact_members.hpp>

#include "families.hpp"
#include "writing.hpp"

/// The allocation commission, offers, and the shares of a PLUS operation.
namespace sne::answering {

template <>
struct Members<CurrentLease> {
  static void each(auto& self, auto visit) {
    visit("held", self.held);
    visit("kept", self.kept);
  }
};

namespace {

template <class Facts>
Facts facts_of(const In& in) {
  return in.has("facts") ? read_members<Facts>(in.object("facts")) : Facts{};
}

CommissionGrounds grounds_of(const In& in) {
  CommissionGrounds grounds;
  if (!in.has("grounds")) return grounds;
  for (const CommissionGround ground : in.codes<CommissionGround>("grounds")) grounds = grounds | ground;
  return grounds;
}

Json candidates(const In& in, const LawBook& law) {
  const MinimumCandidates answer = minimum_candidates(facts_of<VacantDwelling>(in), in.day("day"), law);
  return grounded({{"minimum", answer.minimum}, {"because", shown(answer.because)}, {"missing", shown(answer.missing)}}, answer, in.day("day"), law);
}

Json kind_of_decision(const In& in, const LawBook& law) {
  const auto decision = in.code<CommissionDecision>("decision");
  if (decision == CommissionDecision::unknown) refuse(Errc::missing_value, in.path("decision"));
  const DecisionKind kind = decision_kind(decision, in.day("day"), law);
  const std::string letter = kind.letter == '\0' ? std::string() : std::string(1, kind.letter);
  return grounded({{"letter", shown_name(letter)}, {"standing", shown(text(kind.standing))}, {"waits_for", shown(kind.waits_for)}}, kind,
                  in.day("day"), law);
}

Json findings(std::span<const CommissionFinding> found) {
  Json names = Json::array();
  for (const CommissionFinding& one : found) names.push_back(shown(text(one.issue)));
  return names;
}

Json decision_checked(const In& in, const LawBook& law) {
  std::vector<std::int32_t> ranks;
  if (in.has("ranks")) {
    for (const Json& rank : in.list("ranks")) {
      if (!rank.is_number_integer() || !std::in_range<std::int32_t>(rank.get<std::int64_t>())) refuse(Errc::bad_number, in.path("ranks"));
      ranks.push_back(rank.get<std::int32_t>());
    }
  }
  const CommissionRecord record{.decision = in.code_if<CommissionDecision>("decision"),
                                .grounds = grounds_of(in),
                                .reasoned = in.fact("reasoned"),
                                .deadline = in.fact("deadline"),
                                .ranks = ranks};
  const Result<DecisionCheck> check = check_decision(record, in.day("day"), law);
  if (!check) refuse_row(check.error(), in.path("ranks"));
  return grounded({{"issues", findings(check->issues.all())}, {"warnings", findings(check->warnings.all())}, {"missing", shown(check->missing)}}, *check,
                  in.day("day"), law);
}

Json alone(const In& in, const LawBook& law) {
  const SoleGround answer = sole_ground(grounds_of(in), in.day("day"), law);
  return grounded({{"forbidden", shown(answer.forbidden)}}, answer, in.day("day"), law);
}

Json offered(const In& in, const LawBook& law) {
  const DwellingOffer offer{in.day("received"), in.number_if<std::int32_t>("days"), in.code_if<OfferResponse>("response")};
  const Result<OfferAnswer> result = offer_standing(offer, in.day("day"), law);
  const OfferAnswer answer = read(result, in.path(!result && result.error().code == Errc::bad_number ? "days" : "received"));
  return grounded({{"standing", shown(answer.standing)}, {"last_day", shown(answer.last_day)}, {"delay_enough", shown(answer.delay_enough)},
                   {"missing", shown(answer.missing)}},
                  answer, in.day("day"), law);
}

Json holder(const In& in, const LawBook& /*law*/) {
  return {{"holder", shown(holder_of_ranking(in.codes<OfferStanding>("standings")))}};
}

Json refused(const In& in, const LawBook& law) {
  const RefusalEffects answer = refusal_effects(facts_of<RefusedOffer>(in), in.day("day"), law);
  return grounded({{"effects", shown(answer.effects)}, {"missing", shown(answer.missing)}}, answer, in.day("day"), law);
}

Json leased(const In& in, const LawBook& /*law*/) {
  const SocialLeaseAnswer answer = social_lease(read_members<CurrentLease>(in));
  return {{"lease", shown(answer.lease)}, {"missing", shown(answer.missing)}, {"rule", shown(answer.rule)}, {"mark", shown(answer.mark)}};
}

Json shares(const In& in, const LawBook& law) {
  const Result<PlusShares> result = plus_operation_shares(in.number<std::int32_t>("dwellings"), in.day("day"), law);
  const PlusShares found = read(result, in.path(!result && result.error().code == Errc::bad_number ? "dwellings" : "day"));
  return {{"at_60", found.at_60.dwellings}, {"at_120", found.at_120.dwellings}};
}

Json counted(const In& in, const LawBook& law) {
  const auto result = counts_at_60(in.number_if<std::int64_t>("income"), in.number<std::int32_t>("plus"), in.day("day"), law);
  const PlusShareAnswer answer = read(result, in.path("income"));
  return grounded({{"counts", shown(answer.counts)}}, answer, in.day("day"), law);
}

constexpr std::array list{
    Operation{{"minimum_candidates", "*day facts"}, candidates},
    Operation{{"decision_kind", "*decision *day"}, kind_of_decision},
    Operation{{"check_decision", "decision *day grounds reasoned deadline ranks"}, decision_checked},
    Operation{{"sole_ground", "*grounds *day"}, alone},
    Operation{{"offer_standing", "*received days response *day"}, offered},
    Operation{{"holder_of_ranking", "*standings"}, holder},
    Operation{{"refusal_effects", "*day facts"}, refused},
    Operation{{"social_lease", "held kept"}, leased},
    Operation{{"plus_shares", "*dwellings *day"}, shares},
    Operation{{"counts_at_60", "income *plus *day"}, counted},
};

}  // namespace

constinit const std::span<const Operation> of_commissions = list;

}  // namespace sne::answering
