// A decision is a value to be read, taken under a law and a policy that the caller names.

#include <sne/lifecycle.hpp>

using namespace sne::literals;

constexpr sne::LawBook law = sne::LawBook::builtin();
constexpr sne::Demand demand{};
constexpr sne::Event event{.kind = sne::EventKind::file, .effective = "2023-10-01"_date, .recorded = "2023-10-01"_date};
constexpr bool accepted = sne::decide(demand, event, law, sne::Policy::law()).accepted();
static_assert(!accepted);

// CASE no_policy: too few arguments|no matching function
#ifdef CASE_no_policy
constexpr bool answer = sne::decide(demand, event, law).accepted();
#endif

// CASE policy_by_name: invalid initialization of reference|could not bind
#ifdef CASE_policy_by_name
constexpr bool answer = sne::decide(demand, event, law, "sne").accepted();
#endif

// CASE law_out_of_nothing: private|deleted
#ifdef CASE_law_out_of_nothing
constexpr sne::LawBook none{};
#endif

// CASE decision_as_a_bool: cannot convert|no viable conversion|could not convert
#ifdef CASE_decision_as_a_bool
constexpr bool answer = sne::decide(demand, event, law, sne::Policy::law());
#endif

// CASE fact_as_a_bool: cannot convert|cannot initialize|no viable conversion|could not convert
#ifdef CASE_fact_as_a_bool
constexpr sne::Event filing{.kind = sne::EventKind::file, .effective = "2023-10-01"_date, .form = true};
#endif

// CASE unknown_taken_for_no: could not convert|not contextually convertible|cannot convert|convertible to 'bool'
#ifdef CASE_unknown_taken_for_no
constexpr bool complete = event.form ? true : false;
#endif

// CASE day_as_text: could not convert|cannot convert|conversion from|no viable conversion
#ifdef CASE_day_as_text
constexpr sne::State state = sne::state_on(demand, "2024-01-01", law);
#endif

// CASE reasons_of_a_temporary: deleted
#ifdef CASE_reasons_of_a_temporary
inline bool refused = !sne::decide(demand, event, law, sne::Policy::law()).reasons.all().empty();
#endif
