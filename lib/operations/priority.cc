#include <sne/priority.hpp>

#include <vector>

#include <sne/dalo.hpp>
#include <sne/occupancy.hpp>
#include <sne/owner.hpp>
#include <sne/quotas.hpp>
#include <sne/reading_names.hpp>

#include <fact_members.hpp>

#include "families.hpp"
#include "writing.hpp"

/// Who is housed first: publics, grounds of the mediation commission, occupancy, owners, quotas. The fields are those of docs/priority.md.
namespace sne::answering {

template <>
struct Members<SittingTenant> {
  static void each(auto& self, auto visit) {
    visit("over_65", self.over_65);
    visit("disabled", self.disabled);
    visit("in_qpv", self.in_qpv);
    visit("tense_area", self.tense_area);
  }
};

namespace {

constexpr std::array<std::string_view, 2> reached_names{"inclusive", "strict"};
constexpr std::int32_t most_leases = 1'000'000;

// Publics

Json ground_shown(const GroundAnswer& ground) {
  return {{"status", shown(text(ground.status))}, {"letter", shown_name(ground.letter)}, {"reasons", shown(ground.reasons)},
          {"missing", shown(ground.missing)}, {"last_day", shown(ground.last_day)}, {"rule", shown(ground.rule)}, {"mark", shown(ground.mark)},
          {"citation", ground.citation == nullptr ? Json(nullptr) : shown(*ground.citation)}};
}

Json publics(const In& in, const LawBook& law) {
  std::vector<GroundClaim> claims;
  for (const In& row : in.objects("claims")) {
    if (!row.has("public")) refuse(Errc::missing_value, row.path("public"));
    claims.push_back(read_members<GroundClaim>(row));
  }
  const auto answer = priority_publics(claims, in.day("day"), policy_of(in), law, in.code_if<DaloStatus>("dalo"));
  const bool of_a_row = !answer && (answer.error().code == Errc::born_after || answer.error().code == Errc::bad_number);
  if (of_a_row) refuse_row(answer.error(), in.path("claims"));
  if (!answer) refuse(answer.error().code, in.path("day"));
  Json grounds = Json::object();
  for (const GroundAnswer& ground : answer->grounds.all()) grounds[std::string(text(ground.subject))] = ground_shown(ground);
  return {{"claimed", shown(answer->claimed)}, {"verified", shown(answer->verified)}, {"open_list", answer->open_list},
          {"dalo", shown(answer->dalo)}, {"dalo_first", answer->dalo_first}, {"counts_for_quarter", shown(counts_for_quarter(*answer))},
          {"grounds", grounds}};
}

Json letter(const In& in, const LawBook& /*law*/) { return {{"letter", shown_name(letter_of(in.code<PriorityPublic>("public"), in.day("day")))}}; }
Json publics_of_letter(const In& in, const LawBook& /*law*/) { return {{"publics", shown(public_of(in.text("letter"), in.day("day")))}}; }

Json child_protection(const In& in, const LawBook& law) {
  Policy policy = policy_of(in);
  if (in.has("reading")) policy.readings.child_protection_window = in.code<ChildProtectionWindow>("reading");
  const auto answer = child_protection_window(in.day_if("care_ended"), in.day_if("born"), in.day("day"), policy, law, in.fact("emancipated"));
  const ChildProtectionAnswer said = read(answer, in.path("born"));
  return grounded({{"open", shown(said.open)}, {"last_day", shown(said.last_day)}, {"missing", shown(said.missing)}}, said, in.day("day"), law);
}

Json essential(const In& in, const LawBook& law) {
  std::vector<EssentialJob> jobs;
  for (const In& row : in.objects("jobs")) {
    row.expect("occupation from to");
    jobs.push_back({row.text("occupation"), {row.day("from"), row.day("to")}});
  }
  const EssentialAnswer answer = essential_worker(in.text_or("occupation", {}), jobs, in.day("day"), law);
  return grounded({{"objective", shown(answer.objective)}}, answer, in.day("day"), law);
}

Json ownership(const In& in, const LawBook& law) {
  const OwnershipAnswer answer = ownership_ground(in.code_if<Owned>("owned"), in.day_if("protection_order"), in.day("day"), law);
  return grounded({{"ground", shown(text(answer.ground))}}, answer, in.day("day"), law);
}

// Grounds of the mediation commission

Json grounds(const In& in, const LawBook& law) {
  const DaloSituation facts = in.has("facts") ? read_members<DaloSituation>(in.object("facts")) : DaloSituation{};
  const DaloAnswers answers = read(dalo_grounds(facts, in.day("day"), law), in.path("facts"));
  Json said = Json::object();
  for (const DaloGroundAnswer& one : answers) {
    said[std::string(text(one.ground))] = {{"outcome", shown(text(one.outcome))}, {"reasons", shown(one.reasons)}, {"missing", shown(one.missing)},
                                           {"from", shown(one.from)}, {"rule", shown(one.rule)}, {"mark", shown(one.mark)},
                                           {"citation", one.citation == nullptr ? Json(nullptr) : shown(*one.citation)}};
  }
  return {{"grounds", said}};
}

AbnormalDelay order_of(const In& row) {
  row.expect("territory typology months from to citation");
  AbnormalDelay order;
  order.territory = row.territory("territory");
  order.typology = row.code_if<Typology>("typology");
  order.months = row.number<std::int16_t>("months");
  order.from = row.day("from");
  order.to = row.day("to");
  order.citation = row.text("citation");  // lives as long as the `in`
  return order;
}

Json wait_passed(const In& in, const LawBook& law) {
  std::vector<AbnormalDelay> orders;
  for (const In& row : in.objects("delays")) orders.push_back(order_of(row));
  if (const auto fault = find_fault(orders)) refuse_row(*fault, in.path("delays"));
  const Wait wait{in.day_if("since"), in.territory("territory"), in.code_if<Typology>("typology")};
  const auto answer = abnormal_delay_passed(wait, in.day("day"), orders, law, in.option<DelayReached>("reading", reached_names));
  return {{"passed", shown(answer.passed)}, {"from", shown(answer.from)}, {"rule", shown(answer.rule)}, {"mark", shown(answer.mark)},
          {"citation", answer.order == nullptr ? Json(nullptr) : shown(answer.order->citation)}};
}

// Occupancy

Json surface(const In& in, const LawBook& /*law*/) {
  return {{"surface", read(minimum_surface(in.number<std::int32_t>("persons")), in.path("persons"))}};
}
Json below_surface(const In& in, const LawBook& /*law*/) {
  const auto below = below_minimum_surface(in.number<std::int32_t>("surface_dm2"), in.number<std::int32_t>("persons"));
  return {{"below", read(below, in.path("surface_dm2"))}};
}

Json occupied(const In& in, const LawBook& law) {
  const Occupation home{in.number<std::int32_t>("rooms"), in.number<std::int32_t>("persons"), in.number_or<std::int32_t>("visiting_children", 0)};
  const Result<UnderOccupation> answer = under_occupied(home, in.day("day"), law);
  const UnderOccupation found = read(answer, in.path(!answer && answer.error().code == Errc::bad_number ? "rooms" : "day"));
  return grounded({{"under_occupied", found.under_occupied}, {"rooms_allowed", found.rooms_allowed}, {"persons_counted", found.persons_counted}},
                  found, in.day("day"), law);
}

Json remain(const In& in, const LawBook& /*law*/) {
  const RightToRemain answer = right_to_remain(read_members<SittingTenant>(in));
  return {{"kept", shown(answer.kept)}, {"reasons", shown(answer.reasons)}, {"missing", shown(answer.missing)}, {"rule", shown(answer.rule)},
          {"mark", shown(answer.mark)}, {"citation", shown(*answer.citation)}};
}

// Quotas

Json quarter(const In& in, const LawBook& law) {
  const auto answer = reserved_quarter(in.number<std::int32_t>("total"), in.number<std::int32_t>("counted"), in.day("day"), law);
  const ReservedQuarter found = read(answer, in.path("counted"));
  return grounded({{"needed", found.needed}, {"outcome", shown(text(found.outcome))}}, found, in.day("day"), law);
}

void add_leases(const In& row, std::vector<CountedLease>& leases) {
  row.expect("n place quartile kind renewal");
  const auto count = row.number_or<std::int32_t>("n", 1);
  if (count < 0 || count > most_leases || leases.size() + static_cast<std::size_t>(count) > static_cast<std::size_t>(most_leases)) {
    refuse(Errc::too_large, row.path("n"));
  }
  const CountedLease lease{row.code_if<DwellingPlace>("place"), row.code_if<LeaseQuartile>("quartile"), row.code_if<LeaseKind>("kind"),
                           row.fact("renewal")};
  leases.insert(leases.end(), static_cast<std::size_t>(count), lease);
}

Json share(const QuartileShare& said) {
  return {{"numerator", said.numerator}, {"denominator", said.denominator}, {"outcome", shown(text(said.outcome))}};
}

Json quartile_count(const In& in, const LawBook& law) {
  std::vector<CountedLease> leases;
  for (const In& row : in.objects("leases")) add_leases(row, leases);
  QuartileTargets targets;
  if (in.has("targets")) {
    const In asked = in.object("targets");
    asked.expect("outside inside");
    targets = {asked.number_or<std::int32_t>("outside", targets.outside), asked.number_or<std::int32_t>("inside", targets.inside)};
  }
  const QuartileCounting found = read(quartile_counting(leases, in.day("day"), law, targets), in.path("targets"));
  return grounded({{"outside", share(found.outside)}, {"inside", share(found.inside)}, {"unknown_place", found.unknown_place},
                   {"not_concerned", found.not_concerned}, {"excluded", found.excluded}},
                  found, in.day("day"), law);
}

constexpr std::array list{
    Operation{{"priority_letter", "*public *day"}, letter},
    Operation{{"letter_publics", "*letter *day"}, publics_of_letter},
    Operation{{"priority_publics", "*day *claims dalo policy"}, publics},
    Operation{{"child_protection", "*day care_ended born emancipated reading policy"}, child_protection},
    Operation{{"essential_worker", "occupation *jobs *day"}, essential},
    Operation{{"ownership_ground", "owned *day protection_order"}, ownership},
    Operation{{"dalo_grounds", "*day facts"}, grounds},
    Operation{{"abnormal_delay_passed", "since *territory typology *day *delays reading"}, wait_passed},
    Operation{{"minimum_surface", "*persons"}, surface},
    Operation{{"below_minimum_surface", "*surface_dm2 *persons"}, below_surface},
    Operation{{"under_occupied", "*rooms *persons visiting_children *day"}, occupied},
    Operation{{"right_to_remain", "over_65 disabled in_qpv tense_area"}, remain},
    Operation{{"reserved_quarter", "*total *counted *day"}, quarter},
    Operation{{"quartile_counting", "*leases *day targets"}, quartile_count},
};

}  // namespace

constinit const std::span<const Operation> of_priority = list;

}  // namespace sne::answering
