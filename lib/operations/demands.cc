#include <algorithm>

#include <sne/explain.hpp>
#include <sne/information.hpp>
#include <sne/merging.hpp>
#include <sne/renewal.hpp>
#include <sne/timeline.hpp>

#include "documents.hpp"
#include "families.hpp"
#include "writing.hpp"

/// The life of a demand. Events are rows of docs/events.md, decoded as those of a log.
namespace sne::answering {

namespace {

constexpr std::array<std::string_view, 2> trigger_names{"renewal", "batch"};

Json names_of(std::span<const Reason> reasons) {
  Json names = Json::array();
  for (const Reason& reason : reasons) names.push_back(shown(text(reason.code)));
  return names;
}

Json missing_of(const Decision& decision) {
  Json names = Json::array();
  for (std::size_t i = 0; i < field_count; ++i) {
    if (decision.missing.holds(static_cast<Field>(i))) names.push_back(shown(text(static_cast<Field>(i))));
  }
  return names;
}

/// The decision: the list of each reason, and by code the first day on which its check passes.
Json decision_shown(const Decision& decision, const LawBook& law) {
  Json earliest = Json::object();
  for (const auto& list : {decision.reasons.all(), decision.warnings.all()}) {
    for (const Reason& reason : list) {
      if (reason.earliest) earliest[std::string(text(reason.code))] = shown(*reason.earliest);
    }
  }
  return {{"outcome", shown(text(decision.outcome))}, {"reasons", names_of(decision.reasons.all())}, {"warnings", names_of(decision.warnings.all())},
          {"missing", missing_of(decision)}, {"earliest", earliest}, {"rule", shown(decision.rule)},
          {"judged_on", shown(decision.judged_on)}, {"citation", shown(law.citation(decision.rule, decision.judged_on))},
          {"law_id", std::string(law.id().view())}};
}

/// The events before the last, folded in their order; the last one alone.
struct Judged {
  Demand demand;
  Event event;
};
Judged judged_in(const In& in, const Rules& rules) {
  std::vector<Event> events = events_of(in, "events");
  if (events.empty()) refuse(Errc::missing_value, in.path("events"));
  const Event last = events.back();
  events.pop_back();
  put_in_order(events);
  return {read(fold(events, rules.law, rules.policy), in.path("events")), last};
}

Json decided(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  const Judged judged = judged_in(in, rules);
  return decision_shown(decide(judged.demand, judged.event, rules.law, rules.policy), rules.law);
}

Json explained(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  const Judged judged = judged_in(in, rules);
  const Decision decision = decide(judged.demand, judged.event, rules.law, rules.policy);
  const Explanation words = explain(decision, judged.event, judged.demand, rules.law, in.code_if<Language>("language"));
  Json said = Json::parse(to_json(words));
  said["text"] = to_text(words);
  return said;
}

Json demand_shown(const Demand& demand, Date on, const LawBook& law) {
  const bool registered = demand.stored == Stored::registered || demand.stored == Stored::radiated || demand.stored == Stored::erased;
  const bool out = demand.stored == Stored::radiated || demand.stored == Stored::erased;
  const bool draft = demand.stored == Stored::draft || demand.stored == Stored::invalid;
  const auto day = [](bool there, Date value) { return there ? shown(value) : Json(nullptr); };
  Json said{{"state", shown(text(state_on(demand, on, law)))},
            {"motive", out ? shown_name(text(demand.radiation.motive)) : Json(nullptr)},
            {"initial", day(registered, demand.initial)},
            {"deposit", day(draft, demand.initial)},
            {"seniority", day(registered, demand.seniority)},
            {"base", day(registered, demand.base)},
            {"radiated_effective", day(out, demand.radiation.effective)},
            {"radiated_recorded", day(out, demand.radiation.recorded)},
            {"notice_on", shown(demand.notice)},
            {"territory", demand.territory ? Json(std::string(demand.territory->code())) : Json(nullptr)},
            {"typology", shown(demand.typology)}};
  said["last_valid"] = registered ? shown(last_valid(demand.base, law)) : Json(nullptr);
  said["seniority_months"] = registered ? Json(seniority_months(demand, on)) : Json(nullptr);
  said["attested"] = yes_no(demand.attested);
  said["online_user"] = yes_no(demand.online_user);
  said["ex_officio"] = yes_no(demand.ex_officio);
  said["legal_person"] = yes_no(demand.legal_person);
  said["deceased"] = yes_no(demand.deceased);
  said["substituted"] = yes_no(demand.substituted);
  said["reactivated"] = yes_no(demand.reactivated);
  said["wants_post"] = yes_no(demand.wants_post);
  said["accepts_email"] = yes_no(demand.accepts_email);
  said["email_known"] = yes_no(demand.email_known);
  return said;
}

/// Folds the events in the order of docs/events.md, and keeps the decision on each at the place where it was given.
struct Folded {
  Demand demand{};
  std::vector<Decision> decisions{};
};
Folded folded(const std::vector<Event>& events, const Rules& rules) {
  std::vector<std::uint32_t> order(events.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  put_in_order(std::span(order), [&events](std::uint32_t i) -> const Event& { return events[i]; });
  Folded made{{}, std::vector<Decision>(events.size())};
  for (const std::uint32_t i : order) made.decisions[i] = advance(made.demand, events[i], rules.law, rules.policy);
  return made;
}

Json fold_shown(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  const Folded made = folded(events_of(in, "events"), rules);
  Json said = demand_shown(made.demand, in.day("on"), rules.law);
  said["decisions"] = Json::array();
  for (const Decision& decision : made.decisions) said["decisions"].push_back(decision_shown(decision, rules.law));
  return said;
}

Json situation(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  std::vector<Event> events = events_of(in, "events");
  put_in_order(events);
  std::span<const Event> known = events;
  if (const auto day = in.day_if("known")) known = known_on(known, *day);
  const Timeline timeline = read(Timeline::of(known, rules.law, rules.policy), in.path("events"));
  const Situation found = timeline.on(in.day("on"), rules.law);
  return {{"state", shown(text(found.state))}, {"motive", shown_name(text(found.motive))}, {"in_stock", timeline.in_stock(in.day("on"))}};
}

Json openings(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  const Folded made = folded(events_of(in, "events"), rules);
  Json list = Json::array();
  for (const Opening& one : open_events(made.demand, in.day("on"), rules.law, rules.policy)) {
    list.push_back({{"event", shown(text(one.event))},
                    {"motive", shown_name(text(one.motive))},
                    {"open", one.decision.accepted()},
                    {"decision", decision_shown(one.decision, rules.law)}});
  }
  return {{"openings", list}};
}

/// The eight dates: `null` for what the calendar does not have, and under the texts alone for what only the SNE practises.
Json calendar_shown(const RenewalCalendar& calendar, const Rules& rules) {
  Json days = Json::object();
  for (const std::string_view name : CodeNames<Deadline>::list) days[std::string(name)] = nullptr;
  for (const CalendarEntry& entry : calendar.entries()) days[std::string(text(entry.deadline))] = shown(entry.day);
  if (rules.policy.scope != PolicyScope::law) return days;
  days["radiation_practice"] = days["reactivation_until"] = nullptr;
  if (const auto lawful = calendar.day_of(Deadline::radiation_law)) {
    days["kept_until"] = shown(delay_end(*lawful, rules.law.delay(Delay::retention, *lawful)));
  }
  return days;
}

Json calendar_of_base(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  return calendar_shown(read(RenewalCalendar::from(in.day("base"), rules.law), in.path("base")), rules);
}

Json calendar_of_demand(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  const Folded made = folded(events_of(in, "events"), rules);
  return calendar_shown(read(RenewalCalendar::of(made.demand, rules.law), in.path("events")), rules);
}

Json channels(const In& in, const LawBook& law) {
  Demand demand;
  demand.online_user = in.fact("online_user") == Fact::yes;
  demand.wants_post = in.fact("wants_post") == Fact::yes;
  demand.accepts_email = in.fact("accepts_email") == Fact::yes;
  demand.email_known = in.fact("email_known") == Fact::yes;
  const NoticeChannels due = notice_channels(demand, in.day("day"), law);
  return {{"post", due.post}, {"email", due.email}, {"delivery_proof", due.delivery_proof}};
}

MergeSource source_of(const In& in, const LawBook& law) {
  in.expect("number territory initial seniority last_presented");
  const StandingFacts facts{.initial = in.day("initial"),
                            .last_renewal = in.day_if("last_presented"),
                            .seniority = in.day_if("seniority"),
                            .territory = in.territory("territory")};
  return {read(UniqueNumber::parse(in.text("number")), in.path("number")), read(standing_demand(facts, law), in.path("initial"))};
}

Json merged(const In& in, const LawBook& law) {
  const Rules rules = rules_of(in, law);
  std::vector<MergeSource> sources;
  for (const In& source : in.objects("sources")) sources.push_back(source_of(source, rules.law));
  const Date effective = in.day("effective");
  const NationalNumber number = read(NationalNumber::keep(in.text_or("number", "N")), in.path("number"));
  const MergeRequest request{number, effective, effective, {in.has("actor") ? in.code<ActorKind>("actor") : ActorKind::manager, {}},
                             in.option<MergeTrigger>("trigger", trigger_names)};
  const MergeOutcome outcome = merge(sources, request, rules.law, rules.policy);
  Json said = decision_shown(outcome.decision, rules.law);
  if (!outcome.national) return said;
  const NationalDemand& national = *outcome.national;
  said["seniorities"] = Json::object();
  for (const TerritorySeniority& one : national.seniorities) said["seniorities"][std::string(one.territory.code())] = shown(one.since);
  said["base"] = shown(national.life.base);
  said["last_valid"] = shown(last_valid(national.life.base, rules.law));
  said["aliases"] = Json::array();
  for (const UniqueNumber& alias : national.aliases) said["aliases"].push_back(shown(alias.text()));
  return said;
}

Json reading_allowed(const In& in, const LawBook& law) {
  const ReadRequest request{in.code<Reader>("reader"), in.day("day"), in.fact("own_territory"), in.fact("for_allocation")};
  return decision_shown(may_read(request, law), law);
}

constexpr std::array list{
    Operation{{"calendar", "policy *base"}, calendar_of_base},
    Operation{{"calendar_of_demand", "policy *events"}, calendar_of_demand},
    Operation{{"notice_channels", "*day online_user wants_post accepts_email email_known"}, channels},
    Operation{{"decide", "policy *events"}, decided},
    Operation{{"explain_decision", "policy *events language"}, explained},
    Operation{{"fold", "policy *events *on"}, fold_shown},
    Operation{{"situation", "policy *events *on known"}, situation},
    Operation{{"open_events", "policy *events *on"}, openings},
    Operation{{"merge", "policy *sources *effective trigger number actor"}, merged},
    Operation{{"may_read", "*reader *day own_territory for_allocation"}, reading_allowed},
};

}  // namespace

constinit const std::span<const Operation> of_demands = list;

}  // namespace sne::answering
