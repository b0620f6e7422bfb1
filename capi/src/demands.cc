#include "demands.hpp"

#include <sne/explain.hpp>
#include <sne/lifecycle.hpp>

#include "door.hpp"
#include "operations/documents.hpp"

/// The life of a demand, and its situations on every day.
namespace sne::door {

namespace {

bool registered(const Demand& demand) noexcept {
  return demand.stored == Stored::registered || demand.stored == Stored::radiated || demand.stored == Stored::erased;
}

sne_decision shown(const Decision& decision) {
  sne_decision said{};
  said.outcome = number_of(decision.outcome);
  said.judged_on = decision.judged_on.days();
  said.earliest = day_out(decision.earliest());
  const auto list = [](std::span<const Reason> reasons, std::uint16_t (&room)[16]) {
    const std::size_t count = std::min<std::size_t>(reasons.size(), 16);
    for (std::size_t i = 0; i < count; ++i) room[i] = static_cast<std::uint16_t>(reasons[i].code);
    return static_cast<std::int32_t>(count);
  };
  said.reason_count = list(decision.reasons.all(), said.reasons);
  said.warning_count = list(decision.warnings.all(), said.warnings);
  for (std::size_t i = 0; i < field_count; ++i) {
    if (decision.missing.holds(static_cast<Field>(i))) said.missing |= std::uint64_t{1} << i;
  }
  said.law = decision.law;
  return said;
}

sne_demand_info shown(const Demand& demand, Date on, const LawBook& law) {
  const bool in_register = registered(demand);
  const bool out = demand.stored == Stored::radiated || demand.stored == Stored::erased;
  const auto day = [](bool there, Date value) { return there ? value.days() : SNE_NO_DAY; };
  sne_demand_info said{};
  said.state = number_of(state_on(demand, on, law));
  said.motive = number_of(out ? demand.radiation.motive : Motive::none);
  said.initial = day(demand.stored != Stored::none, demand.initial);
  said.seniority = day(in_register, demand.seniority);
  said.base = day(in_register, demand.base);
  said.last_valid = in_register ? last_valid(demand.base, law).days() : SNE_NO_DAY;
  said.radiated_effective = day(out, demand.radiation.effective);
  said.radiated_recorded = day(out, demand.radiation.recorded);
  said.notice = day_out(demand.notice);
  said.seniority_months = in_register ? seniority_months(demand, on) : 0;
  said.attested = demand.attested ? 1 : 0;
  said.online_user = demand.online_user ? 1 : 0;
  if (demand.territory) put(said.territory, demand.territory->code());
  return said;
}

StandingFacts facts_in(const sne_standing_facts& said) {
  StandingFacts facts{.initial = day_in(said.initial, "initial"),
                      .last_renewal = day_if(said.last_renewal, "last_renewal"),
                      .seniority = day_if(said.seniority, "seniority"),
                      .notice = day_if(said.notice, "notice"),
                      .attested = said.attested != 0,
                      .online_user = said.online_user != 0,
                      .wants_post = said.wants_post != 0};
  const std::string_view code(said.territory, strnlen(said.territory, sizeof said.territory));
  if (!code.empty()) facts.territory = read(Territory::parse(code), "territory");
  return facts;
}

}  // namespace

}  // namespace sne::door

using namespace sne::door;

extern "C" {

int32_t sne_demand_new(sne_demand** demand, sne_fault* fault) {
  empty(demand);
  return guarded(fault, [&] { make(demand, "demand", [] { return sne::Demand{}; }); });
}

int32_t sne_demand_standing(const sne_standing_facts* facts, const sne_law* law, sne_demand** demand, sne_fault* fault) {
  empty(demand);
  return guarded(fault, [&] {
    make(demand, "demand", [&] { return read(standing_demand(facts_in(struct_in(facts, "facts")), law_in(law)), "initial"); });
  });
}

int32_t sne_demand_copy(const sne_demand* from, sne_demand** demand, sne_fault* fault) {
  empty(demand);
  return guarded(fault, [&] { make(demand, "demand", [&] { return given(from, "from").demand; }); });
}

int32_t sne_demand_free(sne_demand* demand) {
  delete demand;
  return SNE_OK;
}

int32_t sne_demand_decide(const sne_demand* demand, const char* event, int64_t event_size, const sne_law* law, const sne_policy* policy,
                          sne_decision* decision, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::Event asked = sne::answering::event_in(text_in(event, event_size, "event"));
    struct_out(decision, shown(decide(given(demand, "demand").demand, asked, law_in(law), policy_in(policy))), "decision");
  });
}

int32_t sne_demand_advance(sne_demand* demand, const char* event, int64_t event_size, const sne_law* law, const sne_policy* policy,
                           sne_decision* decision, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne::Event asked = sne::answering::event_in(text_in(event, event_size, "event"));
    sne::Step made = step(given(demand, "demand").demand, asked, law_in(law), policy_in(policy));
    struct_out(decision, shown(made.decision), "decision");  // may fail: the demand changes after it
    demand->demand = made.demand;
  });
}

int32_t sne_demand_describe(const sne_demand* demand, int32_t on, const sne_law* law, sne_demand_info* info, sne_fault* fault) {
  return guarded(fault, [&] { struct_out(info, shown(given(demand, "demand").demand, day_in(on, "on"), law_in(law)), "info"); });
}

int32_t sne_demand_calendar(const sne_demand* demand, const sne_law* law, sne_calendar* calendar, sne_fault* fault) {
  return guarded(fault, [&] {
    struct_out(calendar, dates_of(read(sne::RenewalCalendar::of(given(demand, "demand").demand, law_in(law)), "demand")), "calendar");
  });
}

int32_t sne_demand_explain(const sne_demand* demand, const char* event, int64_t event_size, const sne_law* law, const sne_policy* policy,
                           int32_t language, sne_text** words, sne_fault* fault) {
  empty(words);
  return guarded(fault, [&] {
    make(words, "words", [&] {
      const sne::Event asked = sne::answering::event_in(text_in(event, event_size, "event"));
      const sne::Demand& of = given(demand, "demand").demand;
      const sne::Decision decision = decide(of, asked, law_in(law), policy_in(policy));
      return to_json(explain(decision, asked, of, law_in(law), code_in<sne::Language>(language, "language")));
    });
  });
}

int32_t sne_timeline_read(const char* events, int64_t events_size, int32_t known, const sne_law* law, const sne_policy* policy,
                          sne_timeline** timeline, sne_fault* fault) {
  empty(timeline);
  return guarded(fault, [&] {
    must_write(timeline, "timeline");
    std::vector<sne::Event> list = sne::answering::events_in(text_in(events, events_size, "events"));
    put_in_order(list);
    std::span<const sne::Event> kept = list;
    if (const auto day = day_if(known, "known")) kept = known_on(kept, *day);
    *timeline = new sne_timeline{read(sne::Timeline::of(kept, law_in(law), policy_in(policy)), "events"), law_in(law)};
  });
}

int32_t sne_timeline_on(const sne_timeline* timeline, int32_t on, int32_t* state, int32_t* motive, int32_t* in_stock, sne_fault* fault) {
  return guarded(fault, [&] {
    const sne_timeline& of = given(timeline, "timeline");
    const sne::Situation found = of.timeline.on(day_in(on, "on"), of.book);
    given(state, "state") = number_of(found.state);
    given(motive, "motive") = number_of(found.motive);
    given(in_stock, "in_stock") = of.timeline.in_stock(day_in(on, "on")) ? 1 : 0;
  });
}

int32_t sne_timeline_free(sne_timeline* timeline) {
  delete timeline;
  return SNE_OK;
}

}  // extern "C"
