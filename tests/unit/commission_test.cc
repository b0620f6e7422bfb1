// The allocation commission: candidates, decisions, offers and refusals; traps 42 to 47 and 54 of the rulebook of persons.

#include <sne/commission.hpp>
#include <sne/lifecycle.hpp>

#include <gtest/gtest.h>

#include <array>

#include "events.hpp"

namespace sne {
namespace {

constexpr LawBook book = LawBook::builtin();
constexpr Date today = "2026-11-24"_date;

MinimumCandidates candidates(const VacantDwelling& dwelling, Date day = today) { return minimum_candidates(dwelling, day, book); }

DecisionCheck check(const CommissionRecord& record, Date day = today) { return check_decision(record, day, book).value(); }

CommissionRecord conditional(CommissionGround ground, Fact deadline = Fact::yes) {
  return {.decision = CommissionDecision::conditional, .grounds = ground, .deadline = deadline};
}

OfferAnswer offer(std::optional<std::int32_t> days, OfferResponse response, Date day) {
  return offer_standing({"2026-11-02"_date, days, response}, day, book).value();
}

TEST(Commission, Ep02ThreeCandidatesByVersion) {
  EXPECT_EQ(candidates({}, "2007-11-29"_date).minimum, 1);
  EXPECT_EQ(candidates({}, "2007-11-29"_date).because, FewerCandidates::before_the_rule);
  EXPECT_EQ(candidates({}, "2007-11-30"_date).minimum, 3);
  const VacantDwelling dalo{.dalo_designated = Fact::yes};
  EXPECT_EQ(candidates(dalo, "2010-04-24"_date).minimum, 3);
  EXPECT_EQ(candidates(dalo, "2010-04-25"_date).minimum, 1);
  EXPECT_EQ(candidates(dalo, "2010-04-25"_date).because, FewerCandidates::dalo_designated);
  const VacantDwelling subsidy{.special_subsidy = Fact::yes};
  EXPECT_EQ(candidates(subsidy, "2015-12-31"_date).minimum, 3);
  EXPECT_EQ(candidates(subsidy, "2016-01-01"_date).because, FewerCandidates::special_subsidy);
  EXPECT_EQ(candidates(subsidy, "2016-01-01"_date).mark, Mark::text);
}

TEST(Commission, Ep02AShortageIsRecordedOrIsNone) {
  EXPECT_EQ(candidates({.shortage = Fact::yes, .shortage_recorded = Fact::yes}, "2008-01-01"_date).because, FewerCandidates::shortage);
  EXPECT_EQ(candidates({.shortage = Fact::yes, .shortage_recorded = Fact::yes}, "2008-01-01"_date).mark, Mark::convention);
  EXPECT_EQ(candidates({.shortage = Fact::yes, .shortage_recorded = Fact::no}).minimum, 3);
  EXPECT_EQ(candidates({Fact::no, Fact::no, Fact::yes}).missing, CommissionFacts(CommissionFact::shortage_recorded));
}

TEST(Commission, Ep02AnExceptionNotKnownIsNoneAndIsAsked) {
  const MinimumCandidates answer = candidates({});
  EXPECT_EQ(answer.minimum, 3);
  EXPECT_EQ(answer.missing, CommissionFacts(CommissionFact::dalo_designated, CommissionFact::special_subsidy, CommissionFact::shortage));
  EXPECT_TRUE(candidates({Fact::no, Fact::no, Fact::no}).missing.empty());
  EXPECT_EQ(candidates({}, "2008-01-01"_date).missing, CommissionFacts(CommissionFact::shortage));
}

TEST(Commission, Ep30KindsByVersion) {
  const auto kind = [](CommissionDecision decision, Date day) { return decision_kind(decision, day, book); };
  EXPECT_EQ(kind(CommissionDecision::allocation, "2015-05-13"_date).standing, DecisionStanding::practice);
  EXPECT_EQ(kind(CommissionDecision::allocation, "2015-05-13"_date).letter, '\0');
  EXPECT_EQ(kind(CommissionDecision::ranked, "2011-02-16"_date).standing, DecisionStanding::practice);
  EXPECT_EQ(kind(CommissionDecision::ranked, "2011-02-17"_date).standing, DecisionStanding::possible);
  const std::array all{CommissionDecision::allocation, CommissionDecision::ranked, CommissionDecision::conditional, CommissionDecision::non_allocation,
                       CommissionDecision::irrecevability};
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(kind(all[i], "2015-05-14"_date).letter, static_cast<char>('a' + static_cast<int>(i)));
    EXPECT_EQ(kind(all[i], "2015-05-14"_date).standing, DecisionStanding::listed);
  }
}

TEST(Commission, Ep30TheTwoMeaningsOfACondition) {
  const auto meaning = [](Date day) { return decision_kind(CommissionDecision::conditional, day, book); };
  EXPECT_EQ(meaning("2015-05-14"_date).waits_for, ConditionMeaning::condition_of_access);
  EXPECT_EQ(meaning("2017-05-07"_date).waits_for, ConditionMeaning::condition_of_access);
  EXPECT_EQ(meaning("2017-05-07"_date).mark, Mark::text);
  EXPECT_EQ(meaning("2017-05-08"_date).waits_for, ConditionMeaning::missing_piece);
  EXPECT_EQ(meaning("2017-05-08"_date).mark, Mark::unverified) << "the day of the switch was not read";
  EXPECT_EQ(decision_kind(CommissionDecision::allocation, today, book).waits_for, ConditionMeaning::none);
}

TEST(Commission, Trap45ConditionOfAccessIn2016) {
  EXPECT_TRUE(check(conditional(CommissionGround::condition_of_access), "2016-06-01"_date).issues.empty());
  EXPECT_TRUE(check(conditional(CommissionGround::income_above_ceiling), "2016-06-01"_date).issues.empty());
}

TEST(Commission, Trap46IncomeIsNoMissingPieceIn2020) {
  EXPECT_TRUE(check(conditional(CommissionGround::income_above_ceiling), "2020-06-01"_date).has(CommissionIssue::bad_kind));
  EXPECT_TRUE(check(conditional(CommissionGround::condition_of_access), "2020-06-01"_date).has(CommissionIssue::bad_kind));
  EXPECT_TRUE(check(conditional(CommissionGround::missing_piece), "2020-06-01"_date).issues.empty());
  EXPECT_FALSE(check(conditional(CommissionGround::income_above_ceiling), "2017-05-07"_date).has(CommissionIssue::bad_kind));
  EXPECT_TRUE(check(conditional(CommissionGround::income_above_ceiling), "2017-05-08"_date).has(CommissionIssue::bad_kind));
}

TEST(Commission, ConditionWithoutADelay) {
  EXPECT_TRUE(check(conditional(CommissionGround::missing_piece, Fact::no)).has(CommissionIssue::no_deadline));
  const DecisionCheck unknown = check(conditional(CommissionGround::missing_piece, Fact::unknown));
  EXPECT_TRUE(unknown.issues.empty());
  EXPECT_EQ(unknown.missing, CommissionFacts(CommissionFact::deadline));
}

TEST(Commission, RanksOfOneDwelling) {
  const auto ranked = [](std::span<const std::int32_t> ranks) { return check({.decision = CommissionDecision::ranked, .ranks = ranks}); };
  const std::array good{1, 2, 3};
  const std::array tied{1, 2, 2};
  const std::array one{1};
  const std::array none{1, 0};
  EXPECT_TRUE(ranked(good).issues.empty());
  EXPECT_TRUE(ranked(good).warnings.empty());
  EXPECT_TRUE(ranked(tied).has(CommissionIssue::tie));
  EXPECT_TRUE(ranked(one).issues.empty());
  const DecisionCheck alone = ranked(one);
  EXPECT_EQ(alone.warnings.all()[0].issue, CommissionIssue::single_ranked);
  EXPECT_EQ(ranked({}).missing, CommissionFacts(CommissionFact::ranks));
  EXPECT_EQ(check_decision({.decision = CommissionDecision::ranked, .ranks = none}, today, book).error(), (Fault{Errc::bad_number, 1}));
}

TEST(Commission, IrrecevabilityIsForIncomeOrStayOnly) {
  const auto found = [](CommissionGrounds grounds) { return check({.decision = CommissionDecision::irrecevability, .grounds = grounds}); };
  EXPECT_TRUE(found(CommissionGround::stay).issues.empty());
  EXPECT_TRUE(found({CommissionGround::stay, CommissionGround::income_above_ceiling}).issues.empty());
  EXPECT_TRUE(found(CommissionGround::ownership).has(CommissionIssue::bad_ground));
  EXPECT_TRUE(found({CommissionGround::stay, CommissionGround::no_local_link}).has(CommissionIssue::bad_ground));
  const DecisionCheck owner = found(CommissionGround::ownership);
  EXPECT_EQ(owner.issues.all()[0].rule, Rule::radiation_irrecevability_ground);
  EXPECT_EQ(found({}).missing, CommissionFacts(CommissionFact::grounds));
}

TEST(Commission, NonAllocationHasAReason) {
  const auto refused = [](CommissionGrounds grounds, Fact reasoned) {
    return check({.decision = CommissionDecision::non_allocation, .grounds = grounds, .reasoned = reasoned});
  };
  EXPECT_TRUE(refused({}, Fact::no).has(CommissionIssue::no_reason));
  EXPECT_EQ(refused({}, Fact::unknown).missing, CommissionFacts(CommissionFact::reasoned));
  EXPECT_EQ(refused({}, Fact::yes).missing, CommissionFacts(CommissionFact::grounds));
  EXPECT_TRUE(refused(CommissionGround::unsuited_size, Fact::no).issues.empty()) << "a ground is a reason";
}

TEST(Commission, Trap47NoLinkWithTheCommuneAlone) {
  const CommissionGrounds link = CommissionGround::no_local_link;
  EXPECT_EQ(sole_ground(link, "2017-01-28"_date, book).forbidden, Fact::no);
  EXPECT_EQ(sole_ground(link, "2017-01-29"_date, book).forbidden, Fact::yes);
  EXPECT_EQ(sole_ground(link | CommissionGround::unsuited_size, today, book).forbidden, Fact::no);
  EXPECT_EQ(sole_ground({}, today, book).forbidden, Fact::unknown);
  const DecisionCheck found = check({.decision = CommissionDecision::non_allocation, .grounds = link});
  EXPECT_TRUE(found.has(CommissionIssue::forbidden_sole_ground));
  EXPECT_EQ(found.issues.all()[0].rule, Rule::commission_sole_ground);
}

TEST(Commission, AnUnknownDecisionIsAsked) { EXPECT_EQ(check({}).missing, CommissionFacts(CommissionFact::decision)); }

TEST(Commission, Ep31TheDaysOfAnOffer) {
  EXPECT_EQ(offer(10, OfferResponse::silent, "2026-11-12"_date).standing, OfferStanding::open);
  EXPECT_EQ(offer(10, OfferResponse::silent, "2026-11-12"_date).last_day, "2026-11-12"_date);
  EXPECT_EQ(offer(10, OfferResponse::silent, "2026-11-13"_date).standing, OfferStanding::refused_by_silence);
  EXPECT_EQ(offer(10, OfferResponse::accepted, "2026-11-12"_date).standing, OfferStanding::accepted);
  EXPECT_EQ(offer(10, OfferResponse::accepted, "2026-11-13"_date).standing, OfferStanding::refused_by_silence) << "too late";
  EXPECT_EQ(offer(10, OfferResponse::refused, "2026-11-03"_date).standing, OfferStanding::refused);
  EXPECT_EQ(offer(10, OfferResponse::silent, "2026-11-13"_date).mark, Mark::convention) << "how the days are counted";
}

TEST(Commission, Trap43EightDaysAndSilenceIsNoRefusal) {
  const OfferAnswer short_one = offer(8, OfferResponse::silent, "2026-11-20"_date);
  EXPECT_EQ(short_one.standing, OfferStanding::delay_too_short);
  EXPECT_EQ(short_one.delay_enough, Fact::no);
  EXPECT_EQ(offer(8, OfferResponse::accepted, "2026-11-20"_date).standing, OfferStanding::accepted);
  EXPECT_EQ(offer(8, OfferResponse::refused, "2026-11-05"_date).standing, OfferStanding::refused);
  EXPECT_EQ(offer(9, OfferResponse::silent, "2026-11-20"_date).standing, OfferStanding::delay_too_short);
}

TEST(Commission, AnOfferOfWhichLittleIsKnown) {
  EXPECT_EQ(offer({}, OfferResponse::silent, "2026-11-20"_date).standing, OfferStanding::unknown);
  EXPECT_EQ(offer({}, OfferResponse::silent, "2026-11-20"_date).missing, CommissionFacts(CommissionFact::days));
  EXPECT_EQ(offer(10, OfferResponse::unknown, "2026-11-20"_date).missing, CommissionFacts(CommissionFact::response));
  EXPECT_EQ(offer(10, OfferResponse::unknown, "2026-11-05"_date).standing, OfferStanding::open);
  EXPECT_EQ(offer(8, OfferResponse::unknown, "2026-11-20"_date).standing, OfferStanding::unknown);
}

TEST(Commission, FaultsOfAnOffer) {
  EXPECT_EQ(offer_standing({"2010-05-02"_date, 10}, today, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(offer_standing({today + 1, 10}, today, book).error().code, Errc::date_out_of_range);
  EXPECT_EQ(offer_standing({today, -1}, today, book).error().code, Errc::bad_number);
  EXPECT_EQ(offer_standing({"2012-03-01"_date, 10, OfferResponse::silent}, "2012-03-12"_date, book)->mark, Mark::unverified);
}

TEST(Commission, Ep31TheNextCandidateHoldsAfterARefusal) {
  const std::array waiting{OfferStanding::open, OfferStanding::unknown};
  const std::array next{OfferStanding::refused_by_silence, OfferStanding::open};
  const std::array irregular{OfferStanding::delay_too_short, OfferStanding::open};
  const std::array all{OfferStanding::refused, OfferStanding::refused_by_silence};
  EXPECT_EQ(holder_of_ranking(waiting), 0U);
  EXPECT_EQ(holder_of_ranking(next), 1U);
  EXPECT_EQ(holder_of_ranking(irregular), 0U) << "no refusal, no next one";
  EXPECT_EQ(holder_of_ranking(all), std::nullopt);
  EXPECT_EQ(holder_of_ranking({}), std::nullopt);
}

TEST(Commission, Trap42ADaloOfferWithoutTheWarning) {
  const auto effects = [](Fact warned) {
    return refusal_effects({.kind = RefusalKind::dalo, .suitable = Fact::yes, .plan_counts = Fact::no, .dalo_warning = warned}, today, book);
  };
  EXPECT_TRUE(effects(Fact::no).effects.empty());
  EXPECT_EQ(effects(Fact::no).mark, Mark::convention);
  EXPECT_EQ(effects(Fact::yes).effects, CodeSet<RefusalEffect>(RefusalEffect::dalo_benefit));
  EXPECT_EQ(effects(Fact::yes).mark, Mark::text);
  EXPECT_TRUE(effects(Fact::unknown).effects.empty());
  EXPECT_EQ(effects(Fact::unknown).missing, CommissionFacts(CommissionFact::dalo_warning));
}

TEST(Commission, Trap44AnUnsuitedDwellingNeverCounts) {
  const auto effects = [](Fact suitable, Fact plan) {
    return refusal_effects({.kind = RefusalKind::ordinary, .suitable = suitable, .plan_counts = plan}, today, book);
  };
  EXPECT_EQ(effects(Fact::yes, Fact::yes).effects, CodeSet<RefusalEffect>(RefusalEffect::scoring));
  EXPECT_TRUE(effects(Fact::no, Fact::yes).effects.empty());
  EXPECT_TRUE(effects(Fact::no, Fact::unknown).missing.empty());
  EXPECT_TRUE(effects(Fact::unknown, Fact::yes).effects.empty()) << "unknown never counts";
  EXPECT_EQ(effects(Fact::unknown, Fact::yes).missing, CommissionFacts(CommissionFact::suitable));
  EXPECT_TRUE(effects(Fact::yes, Fact::no).effects.empty());
}

TEST(Commission, OtherRefusals) {
  EXPECT_EQ(refusal_effects({.kind = RefusalKind::sitting_tenant}, today, book).effects, CodeSet<RefusalEffect>(RefusalEffect::right_to_remain));
  EXPECT_EQ(refusal_effects({.kind = RefusalKind::condition_not_met}, today, book).effects, CodeSet<RefusalEffect>(RefusalEffect::allocation_lapses));
  EXPECT_EQ(refusal_effects({}, today, book).missing, CommissionFacts(CommissionFact::kind));
}

TEST(Commission, Trap54ThreeRefusedOffersLeaveTheDemandActive) {
  for (const RefusalKind kind : {RefusalKind::ordinary, RefusalKind::dalo, RefusalKind::sitting_tenant}) {
    const RefusalEffects answer = refusal_effects({kind, Fact::yes, Fact::yes, Fact::yes}, today, book);
    EXPECT_FALSE(answer.effects.holds(RefusalEffect::allocation_lapses));
  }
  testing::Life life = testing::filed("2023-10-01"_date);
  for (const Date day : {"2024-02-10"_date, "2024-04-10"_date, "2024-06-10"_date}) {
    Event refusal = testing::event(EventKind::offer, day, testing::lessor);
    refusal.response = OfferResponse::refused;
    life.then(refusal);
    EXPECT_TRUE(life.last.accepted());
  }
  EXPECT_EQ(life.on("2024-06-11"_date), State::active);
}

TEST(Commission, Ep15TwoLeasesAtOnce) {
  EXPECT_EQ(social_lease({Fact::no}).lease, SocialLease::first);
  EXPECT_EQ(social_lease({Fact::yes, Fact::no}).lease, SocialLease::transfer);
  EXPECT_EQ(social_lease({Fact::yes, Fact::yes}).lease, SocialLease::double_lease);
  EXPECT_EQ(social_lease({}).missing, CommissionFacts(CommissionFact::held));
  EXPECT_EQ(social_lease({Fact::yes}).missing, CommissionFacts(CommissionFact::kept));
}

TEST(Commission, NamesAreThoseOfTheRulebook) {
  EXPECT_EQ(text(CommissionIssue::forbidden_sole_ground), "FORBIDDEN_SOLE_GROUND");
  EXPECT_EQ(text(CommissionIssue::no_deadline), "NO_DEADLINE");
  EXPECT_EQ(text(OfferStanding::delay_too_short), "DELAY_TOO_SHORT");
  EXPECT_EQ(text(SocialLease::double_lease), "DOUBLE_LEASE");
  EXPECT_EQ(text(CommissionFact::kept), "kept");
  EXPECT_EQ(parse_code<FewerCandidates>("SPECIAL_SUBSIDY").value(), FewerCandidates::special_subsidy);
}

}  // namespace
}  // namespace sne
