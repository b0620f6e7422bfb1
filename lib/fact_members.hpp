#pragma once

#include <sne/commission.hpp>
#include <sne/dalo.hpp>
#include <sne/priority.hpp>

#include "members.hpp"

/// The facts that the doors read under the same names, those of docs/priority.md.  (private)
namespace sne {

template <>
struct FactMembers<GroundClaim> {
  static void each(auto& self, auto visit) {
    visit("public", self.subject);
    visit("proof", self.proof);
    visit("proof_date", self.proof_date);
    visit("badly_housed", self.badly_housed);
    visit("long_unemployment", self.long_unemployment);
    visit("unemployed_months", self.unemployed_months);
    visit("minor_child", self.minor_child);
    visit("overcrowded", self.overcrowded);
    visit("indecent", self.indecent);
    visit("care_ended", self.care_ended);
    visit("born", self.born);
    visit("emancipated", self.emancipated);
  }
};

template <>
struct FactMembers<DaloSituation> {
  static void each(auto& self, auto visit) {
    visit("good_faith", self.good_faith);
    visit("access_conditions", self.access_conditions);
    visit("regular_stay", self.regular_stay);
    visit("no_own_means", self.no_own_means);
    visit("previous_steps", self.previous_steps);
    visit("delay_passed", self.delay_passed);
    visit("suitable_proposal", self.suitable_proposal);
    visit("suited_dwelling", self.suited_dwelling);
    visit("housing", self.housing);
    visit("since", self.since);
    visit("unfit", self.unfit);
    visit("other_rehousing_right", self.other_rehousing_right);
    visit("eviction_decision", self.eviction_decision);
    visit("disabled", self.disabled);
    visit("minor_child", self.minor_child);
    visit("risk", self.risk);
    visit("lacking_items", self.lacking_items);
    visit("surface_dm2", self.surface_dm2);
    visit("persons", self.persons);
    visit("unadapted", self.unadapted);
  }
};

template <>
struct FactMembers<VacantDwelling> {
  static void each(auto& self, auto visit) {
    visit("dalo_designated", self.dalo_designated);
    visit("special_subsidy", self.special_subsidy);
    visit("shortage", self.shortage);
    visit("shortage_recorded", self.shortage_recorded);
  }
};

template <>
struct FactMembers<RefusedOffer> {
  static void each(auto& self, auto visit) {
    visit("kind", self.kind);
    visit("suitable", self.suitable);
    visit("plan_counts", self.plan_counts);
    visit("dalo_warning", self.dalo_warning);
  }
};

}  // namespace sne
