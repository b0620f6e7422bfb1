#include <gtest/gtest.h>

#include <random>

#include "../unit/events.hpp"

namespace sne::testing {
namespace {

// Random events around one another: most are refused, some go deep; a property must hold for all.
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  std::int32_t below(std::int32_t limit) { return std::uniform_int_distribution<std::int32_t>(0, limit - 1)(engine_); }
  template <ClosedList Code>
  Code code() {
    return static_cast<Code>(below(static_cast<std::int32_t>(CodeNames<Code>::list.size())));
  }
  Fact likely() { return below(8) == 0 ? code<Fact>() : Fact::yes; }

  Event event(Date around) {
    constexpr std::array<std::int32_t, 12> steps{0, 1, -1, 28, 29, 30, 31, 90, 182, 335, 365, 400};
    Event made;
    made.kind = below(3) == 0 ? EventKind::radiate : code<EventKind>();
    made.motive = static_cast<Motive>(1 + below(6));
    if (made.kind == EventKind::warn || made.kind == EventKind::answer) made.motive = below(2) == 0 ? Motive::c : Motive::d;
    made.effective = around + steps[static_cast<std::size_t>(below(12))];
    made.recorded = made.effective + (below(4) == 0 ? below(90) - 1 : 0);
    made.actor = {code<ActorKind>(), BodyId::of(below(2) == 0 ? "G1104" : "G1226").value()};
    if (below(3) != 0) made.actor = below(2) == 0 ? lessor : manager;
    made.territory = Territory::parse("059").value();
    if (below(3) != 0) made.reference = made.effective - below(60);
    if (below(5) != 0) made.delivered = made.effective;
    made.channel = below(2) == 0 ? Channel::counter : code<Channel>();
    made.identity = below(6) == 0 ? code<Identity>() : Identity::stay;
    made.nationality = code<Nationality>();
    made.duplicate = below(8) == 0 ? code<Duplicate>() : Duplicate::none;
    made.by = below(6) == 0 ? code<ActBy>() : ActBy::applicant;
    made.origin = code<Origin>();
    made.changes = below(6) == 0 ? code<Changes>() : Changes::none;
    made.ground = code<Ground>();
    made.decision = code<CommissionDecision>();
    made.response = code<OfferResponse>();
    made.substitute = code<Substitute>();
    made.cause = code<Cause>();
    if (below(4) != 0) made.rpls = DwellingId::of("5900012345").value();
    for (Fact* fact : {&made.form, &made.authorised, &made.formal_notice, &made.proof, &made.content, &made.complete, &made.lease,
                       &made.intermediary, &made.written, &made.informed, &made.national, &made.received, &made.reason, &made.described}) {
      *fact = likely();
    }
    return made;
  }

  std::vector<Event> history() {
    std::vector<Event> log;
    Date day = "2000-11-01"_date + below(9400);
    log.push_back(filing(day));
    const std::int32_t length = 1 + below(14);
    for (std::int32_t i = 0; i < length; ++i) {
      log.push_back(event(day));
      day = log.back().effective;
    }
    put_in_order(log);
    return log;
  }
  Policy policy() {
    return {.scope = below(2) == 0 ? PolicyScope::law : PolicyScope::sne,
            .unknown = below(2) == 0 ? UnknownFacts::ask : UnknownFacts::presume_met,
            .horizon = below(2) == 0 ? BeyondHorizon::refuse : BeyondHorizon::provisional,
            .renewal_base = below(4) == 0 ? RenewalBase::anniversary : RenewalBase::presentation};
  }

 private:
  std::mt19937 engine_;
};

constexpr std::uint32_t histories = 20000;

bool is_declared(const Decision& decision, const Event& event, ReasonCode code) {
  using enum ReasonCode;
  constexpr std::array general{before_law, beyond_horizon, recorded_before_effective, before_filing, no_such_motive, not_registered,
                               already_registered, draft, invalid, radiated, erased, not_radiated, merged, not_reactivable,
                               not_requalifiable, not_informed, not_registering_service};
  if (std::find(general.begin(), general.end(), code) != general.end()) return true;
  return std::any_of(transitions.begin(), transitions.end(), [&](const Transition& row) {
    const bool same = row.event == event.kind && row.rule == decision.rule && row.in_force.holds(event.effective);
    return same && std::find(row.refusals.begin(), row.refusals.end(), code) != row.refusals.end();
  });
}

TEST(LifecycleProperty, OnlyAcceptedEventsChangeADemand) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const Policy policy = chance.policy();
    Demand demand;
    for (const Event& event : chance.history()) {
      const Step made = step(demand, event, law_book, policy);
      if (!made.decision.accepted()) {
        ASSERT_EQ(made.demand, demand) << seed;
        ASSERT_NE(made.decision.reasons.empty(), made.decision.missing.empty()) << seed;
      } else {
        ASSERT_TRUE(made.decision.reasons.empty()) << seed;
      }
      demand = made.demand;
    }
  }
}

TEST(LifecycleProperty, RefusalsAreThoseThatTheTableDeclares) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const Policy policy = chance.policy();
    Demand demand;
    for (const Event& event : chance.history()) {
      const Decision decision = advance(demand, event, law_book, policy);
      for (const Reason& reason : decision.reasons.all()) {
        ASSERT_TRUE(is_declared(decision, event, reason.code))
            << seed << ' ' << text(event.kind) << ' ' << text(event.motive) << ' ' << text(reason.code);
      }
    }
  }
}

TEST(LifecycleProperty, InitialDateNeverMovesOnceRegistered) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    Demand demand;
    for (const Event& event : chance.history()) {
      const Demand before = demand;
      advance(demand, event, law_book, Policy::sne());
      if (before.stored != Stored::registered && before.stored != Stored::radiated) continue;
      ASSERT_EQ(demand.initial, before.initial) << seed;
      ASSERT_EQ(demand.seniority, before.seniority) << seed;
      ASSERT_GE(demand.last_presented, before.last_presented) << seed;
    }
  }
}

TEST(LifecycleProperty, RadiatedDemandsComeBackOnlyByTheNamedEvents) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    Demand demand;
    for (const Event& event : chance.history()) {
      const Stored before = demand.stored;
      const Motive motive = demand.radiation.motive;
      advance(demand, event, law_book, Policy::sne());
      if (before == Stored::erased || before == Stored::invalid) {
        ASSERT_EQ(demand.stored, before) << seed;
      }
      if (before != Stored::radiated || demand.stored != Stored::registered) continue;
      ASSERT_NE(motive, Motive::f) << seed;
      ASSERT_TRUE(event.kind == EventKind::reactivate || event.kind == EventKind::cancel_radiation || event.kind == EventKind::renew ||
                  event.kind == EventKind::answer)
          << seed;
    }
  }
}

TEST(LifecycleProperty, FoldDoesNotDependOnTheCut) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const Policy policy = chance.policy();
    const std::vector<Event> log = chance.history();
    const auto cut = static_cast<std::size_t>(chance.below(static_cast<std::int32_t>(log.size()) + 1));
    const auto ignore = [](std::size_t, const Decision&) {};
    const Demand whole = fold(Demand{}, log, law_book, policy, ignore).value();
    const Demand first = fold(Demand{}, std::span(log).first(cut), law_book, policy, ignore).value();
    ASSERT_EQ(fold(first, std::span(log).subspan(cut), law_book, policy, ignore).value(), whole) << seed;
  }
}

TEST(LifecycleProperty, AnUnorderedLogIsRefusedWhole) {
  const std::vector<Event> log{renewal("2024-09-01"_date), filing("2023-10-01"_date)};
  const auto folded = fold(log, law_book, Policy::sne());
  ASSERT_FALSE(folded);
  EXPECT_EQ(folded.error(), (Fault{Errc::out_of_order, 1}));
}

TEST(LifecycleProperty, TimelineAgreesWithTheFoldOnTheLastDay) {
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    const std::vector<Event> log = chance.history();
    const Demand demand = fold(log, law_book, Policy::sne()).value();
    const Date late = "2026-12-31"_date + 4000;
    const Situation situation = Timeline::of(log, law_book, Policy::sne()).value().on(late, law_book);
    ASSERT_EQ(situation.state, state_on(demand, late, law_book)) << seed;
    if (situation.state == State::radiated) {
      ASSERT_EQ(situation.motive, demand.radiation.motive) << seed;
    }
  }
}

TEST(LifecycleProperty, MissingInputsSettleTheDecision) {
  // Under `presume_met` what stays missing can never be presumed; everything else is settled.
  for (std::uint32_t seed = 0; seed < histories; ++seed) {
    Chance chance(seed);
    Policy policy = Policy::sne();
    policy.unknown = UnknownFacts::presume_met;
    Demand demand;
    for (const Event& event : chance.history()) {
      const Decision decision = advance(demand, event, law_book, policy);
      if (decision.outcome != Outcome::incomplete) continue;
      constexpr std::array never{Field::reference, Field::delivered, Field::separated, Field::channel, Field::territory,
                                 Field::decision,  Field::response,  Field::cause,     Field::ground};
      ASSERT_TRUE(std::any_of(never.begin(), never.end(), [&](Field field) { return decision.missing.holds(field); })) << seed;
    }
  }
}

TEST(CalendarProperty, DeadlinesAreMonotoneInTheBaseAndInTheirOrder) {
  RenewalCalendar before = RenewalCalendar::from("2011-01-01"_date, law_book).value();
  for (Date base = "2011-01-02"_date; base < "2030-01-01"_date; base = base + 1) {
    const RenewalCalendar now = RenewalCalendar::from(base, law_book).value();
    for (std::size_t i = 0; i < now.entries().size(); ++i) {
      if (before.entries().size() != now.entries().size()) break;
      ASSERT_LE(before.entries()[i].day, now.entries()[i].day) << base.days();
    }
    for (std::size_t i = 1; i < now.entries().size(); ++i) {
      ASSERT_LE(now.entries()[i - 1].day, now.entries()[i].day) << base.days();
    }
    before = now;
  }
}

TEST(OpenEventsProperty, AnOpenEventIsAcceptedAndAClosedOneSaysWhy) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    Chance chance(seed);
    const Demand demand = fold(chance.history(), law_book, Policy::sne()).value();
    for (const Opening& opening : open_events(demand, "2024-06-15"_date, law_book, Policy::sne())) {
      ASSERT_TRUE(opening.decision.accepted() || !opening.decision.reasons.empty() || !opening.decision.missing.empty()) << seed;
    }
  }
}

}  // namespace
}  // namespace sne::testing
