#include "households.hpp"

#include <array>
#include <functional>
#include <span>
#include <vector>

#include <sne/eligibility.hpp>

namespace sne::docs {

namespace {

struct Question {
  std::vector<Person> persons;
  Household facts{};
  Letting letting{.zone = CeilingZone::other_regions};
  Date day{};
};

using Change = std::function<void(Question&)>;

Income income(Date day, int years_before, std::int64_t euros, IncomeKind kind = IncomeKind::notice) {
  return {.period = static_cast<IncomePeriod>(day.civil().year - years_before), .kind = kind, .cents = euros * 100};
}

Person adult(Tie tie, Date born) {
  Person made;
  made.tie = tie;
  made.born = born;
  made.card = Card::none;
  made.nationality = Nationality::french;
  made.on_notice = Fact::yes;
  return made;
}

Question plain(Date day) {
  Question asked{.persons = {adult(Tie::applicant, "1960-01-01"_date), adult(Tie::spouse, "1961-01-01"_date), adult(Tie::relative, "1962-01-01"_date)}};
  asked.day = day;
  asked.persons[0].incomes.add(income(day, 2, 10'000));
  return asked;
}

void add_papers(std::vector<Change>& changes) {
  for (const std::size_t row : {0U, 1U, 2U}) {
    changes.emplace_back([row](Question& q) { q.persons[row].nationality = Nationality::eu; });
    changes.emplace_back([row](Question& q) { q.persons[row].nationality = Nationality::unknown; });
    for (std::size_t paper = 0; paper < CodeNames<StayPaper>::list.size(); ++paper) {
      changes.emplace_back([row, paper](Question& q) {
        q.persons[row].nationality = Nationality::other;
        q.persons[row].stay = static_cast<StayPaper>(paper);
      });
    }
    changes.emplace_back([row](Question& q) {
      q.persons[row].nationality = Nationality::other;
      q.persons[row].stay = StayPaper::resident;
      q.persons[row].stay_until = q.day - 1;
    });
  }
}

void add_incomes(std::vector<Change>& changes) {
  changes.emplace_back([](Question& q) { q.persons[0].incomes.clear(); });
  for (std::size_t kind = 0; kind < CodeNames<IncomeKind>::list.size(); ++kind) {
    if (static_cast<IncomeKind>(kind) == IncomeKind::nil) continue;
    for (const int years : {1, 2}) {
      changes.emplace_back([kind, years](Question& q) {
        if (years == 2) q.persons[0].incomes.clear();
        q.persons[0].incomes.add(income(q.day, years, 9'900, static_cast<IncomeKind>(kind)));
      });
    }
  }
  // A third over the ceiling and a little over it.
  for (const std::int64_t euros : {35'000, 500'000}) {
    changes.emplace_back([euros](Question& q) {
      q.persons[0].incomes.clear();
      q.persons[0].incomes.add(income(q.day, 2, euros));
    });
  }
  changes.emplace_back([](Question& q) { q.persons[1].incomes.add(income(q.day, 2, 1'000)), q.persons[0].incomes.add(income(q.day, 1, 1'000)); });
}

void add_the_rest(std::vector<Change>& changes) {
  changes.emplace_back([](Question&) {});
  changes.emplace_back([](Question& q) { q.letting.zone = CeilingZone::none; });
  changes.emplace_back([](Question& q) { q.letting.share_at_120_open = true; });
  changes.emplace_back([](Question& q) { q.letting.stage = Stage::commission; });
  changes.emplace_back([](Question& q) { q.letting.local_order = LocalOrder{q.day - 1, q.day + 1, 120}; });
  changes.emplace_back([](Question& q) { q.letting.local_order = LocalOrder{q.day - 9, q.day - 1, 120}; });
  changes.emplace_back([](Question& q) { q.letting.entry = q.day + 400; });
  for (const Route route : {Route::young_lease, Route::under_occupation, Route::flat_share}) {
    changes.emplace_back([route](Question& q) { q.letting.route = route; });
  }
  changes.emplace_back([](Question& q) { q.facts.body = Body::other; });
  changes.emplace_back([](Question& q) { q.facts.main_residence = Fact::no; });
  changes.emplace_back([](Question& q) { q.persons[0].born = q.day - 17 * 366; });
  changes.emplace_back([](Question& q) { q.persons[2].owns = Owned::suited; });
  changes.emplace_back([](Question& q) {
    q.persons[2] = adult(Tie::child, q.day - 1000);
    q.persons[2].custody = Custody::visiting;
  });
  for (std::size_t kind = 1; kind < CodeNames<SeparationCase>::list.size(); ++kind) {
    changes.emplace_back([kind](Question& q) { q.facts.separation = {static_cast<SeparationCase>(kind), q.day + 1, Couple::unknown}; });
  }
}

constexpr auto days = std::to_array<Date>({"2009-03-01"_date, "2010-04-01"_date, "2015-06-01"_date, "2020-06-01"_date, "2026-06-01"_date, "2027-06-01"_date});

}  // namespace

void ask_households(std::set<Given>& given) {
  std::vector<Change> changes;
  add_papers(changes);
  add_incomes(changes);
  add_the_rest(changes);
  const LawBook law = LawBook::builtin();
  Policy policy = Policy::sne();
  policy.horizon = BeyondHorizon::provisional;
  std::set<Given> refusing;
  std::set<Given> open;
  const auto keep = [&](const Verdict& verdict) {
    for (const VerdictReason& reason : verdict.reasons.all()) {
      (verdict.outcome == Eligibility::unknown ? open : refusing).insert({reason.rule, reason.code, false});
    }
    for (const VerdictReason& warning : verdict.warnings.all()) given.insert({warning.rule, warning.code, true});
  };
  for (const Date day : days) {
    for (const Change& first : changes) {
      for (const Change& second : changes) {
        Question asked = plain(day);
        first(asked);
        second(asked);
        Household home = asked.facts;
        home.persons = asked.persons;
        if (const auto verdicts = evaluate(home, asked.letting, day, law, policy)) {
          for (const Verdict& verdict : *verdicts) keep(verdict);
        }
      }
    }
  }
  for (const Given& one : open) {
    if (refusing.contains(one)) continue;
    given.insert({one.rule, one.code, false});
    given.insert({one.rule, one.code, true});
  }
  given.insert(refusing.begin(), refusing.end());
}

}  // namespace sne::docs
