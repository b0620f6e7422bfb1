#include "observed.hpp"

#include "households.hpp"

#include <array>
#include <functional>
#include <span>
#include <vector>

#include <sne/information.hpp>
#include <sne/merging.hpp>

namespace sne::docs {

namespace {

using Change = std::function<void(Event&)>;

Actor body(ActorKind kind, std::string_view id) { return {kind, BodyId::of(id).value()}; }

// --- changes of one field ------------------------------------------------------------------------------------------------------------

template <ClosedList Code>
void add_values(std::vector<Change>& changes, Code Event::*field) {
  for (std::size_t i = 0; i < CodeNames<Code>::list.size(); ++i) {
    changes.emplace_back([field, value = static_cast<Code>(i)](Event& event) { event.*field = value; });
  }
}

void add_facts(std::vector<Change>& changes) {
  for (Fact Event::*field :
       {&Event::form, &Event::legal_person, &Event::authorised, &Event::formal_notice, &Event::proof, &Event::content, &Event::complete,
        &Event::lease, &Event::intermediary, &Event::described, &Event::written, &Event::informed, &Event::national, &Event::received,
        &Event::reason}) {
    add_values(changes, field);
  }
}

void add_dates(std::vector<Change>& changes) {
  for (const std::int32_t days : {-400, -40, -1, 0, 1, 40}) {
    changes.emplace_back([days](Event& event) { event.reference = event.effective + days; });
    changes.emplace_back([days](Event& event) { event.delivered = event.effective + days; });
    changes.emplace_back([days](Event& event) { event.recorded = event.effective + days; });
    changes.emplace_back([days](Event& event) { event.separation.separated = event.effective + days; });
  }
  changes.emplace_back([](Event& event) { event.reference.reset(); });
  changes.emplace_back([](Event& event) { event.delivered.reset(); });
  changes.emplace_back([](Event& event) { event.recorded = event.effective + 60, event.reference = event.effective + 50; });
}

void add_actors(std::vector<Change>& changes) {
  for (std::size_t i = 0; i < CodeNames<ActorKind>::list.size(); ++i) {
    for (const std::string_view id : {"", "A", "B"}) {
      changes.emplace_back([actor = body(static_cast<ActorKind>(i), id)](Event& event) { event.actor = actor; });
    }
  }
}

void add_the_rest(std::vector<Change>& changes) {
  for (const std::string_view rpls : {"", "bad", "5900012345"}) {
    changes.emplace_back([id = DwellingId::of(rpls).value()](Event& event) { event.rpls = id; });
  }
  for (const std::int16_t sources : {std::int16_t{1}, std::int16_t{2}}) {
    changes.emplace_back([sources](Event& event) { event.sources = sources; });
  }
  changes.emplace_back([](Event& event) { event.sources.reset(); });
  changes.emplace_back([](Event& event) { event.territory.reset(); });
  for (const std::string_view territory : {"075", "111"}) {
    changes.emplace_back([value = Territory::parse(territory).value()](Event& event) { event.territory = value; });
  }
  changes.emplace_back([](Event& event) { event.separation.mentioned = Fact::no; });
  changes.emplace_back([](Event& event) { event.separation.first_live = Fact::no; });
  changes.emplace_back([](Event& event) { event.separation.first_initial = event.effective; });
  changes.emplace_back([](Event& event) { event.separation.first_initial.reset(); });
  for (const Couple couple : {Couple::unknown, Couple::married, Couple::cohabiting}) {
    changes.emplace_back([couple](Event& event) { event.separation.couple = couple; });
  }
}

/// Every value of every field, one at a time; the first changes nothing.
std::vector<Change> every_change() {
  std::vector<Change> changes{[](Event&) {}};
  add_values(changes, &Event::channel);
  add_values(changes, &Event::identity);
  add_values(changes, &Event::nationality);
  add_values(changes, &Event::employment);
  add_values(changes, &Event::duplicate);
  add_values(changes, &Event::by);
  add_values(changes, &Event::origin);
  add_values(changes, &Event::changes);
  add_values(changes, &Event::ground);
  add_values(changes, &Event::decision);
  add_values(changes, &Event::response);
  add_values(changes, &Event::substitute);
  add_values(changes, &Event::cause);
  add_facts(changes);
  add_dates(changes);
  add_actors(changes);
  add_the_rest(changes);
  return changes;
}

/// A well-founded claim of seniority, from which each condition is then made to fail.
void claim_seniority(Event& event) {
  event.separation = {event.effective - 30, event.effective - 900, Fact::yes, Couple::married, Fact::yes};
}

/// The first choices of an event, which open conditions of their own.
std::vector<Change> openings_of(EventKind kind) {
  std::vector<Change> openings{[](Event&) {}};
  if (kind == EventKind::file) {
    openings.emplace_back(claim_seniority);
    openings.emplace_back([](Event& event) { event.channel = Channel::online, event.actor = body(ActorKind::applicant, ""); });
    openings.emplace_back([](Event& event) {
      event.channel = Channel::ex_officio, event.reference = event.effective + 50, event.recorded = event.effective + 60;
    });
  }
  if (kind == EventKind::substitute) {
    openings.emplace_back([](Event& event) { event.cause = Cause::separation, claim_seniority(event); });
  }
  if (kind == EventKind::seize_prefect) openings.emplace_back([](Event& event) { event.ground = Ground::documents; });
  if (kind == EventKind::commission) openings.emplace_back([](Event& event) { event.decision = CommissionDecision::allocation; });
  if (kind == EventKind::notice) openings.emplace_back([](Event& event) { event.channel = Channel::post; });
  return openings;
}

// --- demands in every state ----------------------------------------------------------------------------------------------------------

Demand registered(Date day) {
  Demand demand;
  demand.stored = Stored::registered;
  demand.territory = Territory::parse("059").value();
  demand.initial = demand.seniority = demand.base = demand.last_presented = demand.attested_from = demand.last_effective = day;
  demand.registrar = body(ActorKind::lessor, "A");
  return demand;
}

void add_procedures(std::vector<Demand>& demands, const Demand& live) {
  for (Procedure Demand::*which : {&Demand::no_answer, &Demand::irrecevability}) {
    for (const Procedure::Stage stage : {Procedure::Stage::running, Procedure::Stage::answered}) {
      for (const Ground ground : {Ground::income, Ground::other}) {
        Demand demand = live;
        demand.*which = {.stage = stage, .opened = live.base + 10, .sender = demand.registrar, .ground = ground};
        demands.push_back(demand);
        for (const Fact proof : {Fact::no, Fact::yes}) {
          (demand.*which).delivered = live.base + 300;
          (demand.*which).proof = proof;
          demands.push_back(demand);
        }
      }
    }
  }
}

void add_radiated(std::vector<Demand>& demands, const Demand& live) {
  for (const Motive motive : {Motive::a, Motive::b, Motive::c, Motive::d, Motive::e, Motive::f}) {
    Demand demand = live;
    demand.stored = Stored::radiated;
    demand.radiation = {.motive = motive, .effective = live.base + 370, .recorded = live.base + 372};
    demands.push_back(demand);
    demand.late_lease = Allocation{live.base + 380, live.registrar};
    demands.push_back(demand);
    demand.stored = Stored::erased;
    demands.push_back(demand);
  }
}

std::vector<Demand> demands_of(Date day) {
  const Demand live = registered(day);
  std::vector<Demand> demands{Demand{}, live};
  Demand draft;
  draft.stored = Stored::draft;
  draft.territory = live.territory;
  draft.initial = day;
  demands.push_back(draft);
  draft.draft_identity = Identity::stay;
  draft.draft_claim = {day - 30, day - 900, Fact::no, Couple::cohabiting, Fact::no};
  demands.push_back(draft);
  draft.stored = Stored::invalid;
  demands.push_back(draft);
  demands.push_back(live);  // renewed: presented again since its filing
  demands.back().initial = demands.back().seniority = day - 300;
  for (const std::int32_t notified : {320, 380}) {
    demands.push_back(live);
    demands.back().notice = day + notified;
  }
  for (bool Demand::*flag : {&Demand::attested, &Demand::deceased, &Demand::online_user, &Demand::email_known}) {
    demands.push_back(live);
    demands.back().*flag = true;
  }
  demands.push_back(live);
  demands.back().allocations.decide(day + 360, live.registrar);
  demands.push_back(live);
  demands.back().last_effective = day + 500;
  add_procedures(demands, live);
  add_radiated(demands, live);
  return demands;
}

// --- asking --------------------------------------------------------------------------------------------------------------------------

struct Asked {
  LawBook law;
  Policy policy;
};

std::vector<Asked> every_way_to_ask() {
  const LawBook builtin = LawBook::builtin();
  const LawBook later = builtin.with_national_number_start("2020-01-01"_date).with_suspension({"2020-03-01"_date, "2020-12-31"_date}).value();
  Policy lenient = Policy::sne();
  lenient.unknown = UnknownFacts::presume_met;
  lenient.horizon = BeyondHorizon::provisional;
  Policy strict = Policy::law();
  strict.expired_commission = ExpiredCommission::refuse;
  return {{builtin, Policy::sne()}, {builtin, lenient}, {later, strict}};
}

void keep(std::set<Given>& given, const Decision& decision) {
  for (const Reason& reason : decision.reasons.all()) given.insert({reason.rule, reason.code, false});
  for (const Reason& warning : decision.warnings.all()) given.insert({warning.rule, warning.code, true});
}

/// Whether the state or the day closes an event whatever its fields hold.
bool is_closed(const Decision& decision) noexcept {
  return !decision.reasons.empty() &&
         (decision.reasons.all().front().rule == Rule::demand_state || decision.reasons.all().front().rule == Rule::law_coverage);
}

void ask_events(std::set<Given>& given, const Demand& demand, Date day, const Asked& asked, std::span<const Change> changes) {
  for (const lifecycle::Move move : lifecycle::moves) {
    const Event ideal = lifecycle::ideal_event(demand, move, day, asked.law);
    const Decision first = decide(demand, ideal, asked.law, asked.policy);
    keep(given, first);
    if (is_closed(first)) continue;
    for (const Change& opening : openings_of(move.event)) {
      for (const Change& change : changes) {
        Event event = ideal;
        opening(event);
        change(event);
        keep(given, decide(demand, event, asked.law, asked.policy));
      }
    }
  }
}

/// Merging and reading are judged beside the transition table.
void ask_beside(std::set<Given>& given) {
  const LawBook law = LawBook::builtin().with_national_number_start("2020-01-01"_date);
  const Date day = "2021-06-01"_date;
  const MergeRequest request{NationalNumber::keep("N1").value(), day, day, body(ActorKind::manager, "")};
  keep(given, merge({}, request, law, Policy::sne()).decision);
  const MergeSource unregistered{UniqueNumber::parse("0590318016982G1104").value(), Demand{}};
  keep(given, merge({&unregistered, 1}, request, law, Policy::sne()).decision);
  for (std::size_t i = 0; i < CodeNames<Reader>::list.size(); ++i) {
    for (const Date read : {"1999-01-01"_date, day}) {
      keep(given, may_read({static_cast<Reader>(i), read, Fact::no, Fact::no}, law));
    }
  }
}

constexpr auto filing_days = std::to_array<Date>({"2002-03-15"_date, "2009-02-01"_date, "2009-04-15"_date, "2010-06-01"_date, "2011-05-02"_date,
                                                  "2013-09-01"_date, "2015-01-10"_date, "2016-03-01"_date, "2018-05-14"_date, "2019-11-20"_date});
constexpr auto ages = std::to_array<std::int32_t>({-1, 0, 20, 329, 366, 380, 400, 560, 800});

}  // namespace

std::set<Given> codes_given() {
  std::set<Given> given;
  const std::vector<Change> changes = every_change();
  for (const Asked& asked : every_way_to_ask()) {
    for (const Date filed : filing_days) {
      for (const Demand& demand : demands_of(filed)) {
        for (const std::int32_t age : ages) ask_events(given, demand, filed + age, asked, changes);
      }
    }
    for (const Date outside : {"1999-12-31"_date, "2027-01-01"_date}) ask_events(given, Demand{}, outside, asked, changes);
  }
  ask_beside(given);
  ask_households(given);
  return given;
}

}  // namespace sne::docs
