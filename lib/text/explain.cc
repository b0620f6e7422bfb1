#include <sne/explain.hpp>

#include <array>

#include <text/phrase.hpp>

namespace sne {

namespace {

using wording::Arguments;
using wording::capitalised;
using wording::ground_of;
using wording::phrase;

// --- what is known -------------------------------------------------------------------------------------------------------------------

/// The motive whose procedure an event concerns.
Motive procedure_motive(const Event& event, const Demand& demand) noexcept {
  return event.kind == EventKind::reactivate || event.kind == EventKind::cancel_radiation ? demand.radiation.motive : event.motive;
}

const Procedure* procedure_in(const Event& event, const Demand& demand) noexcept {
  const Motive motive = procedure_motive(event, demand);
  if (motive != Motive::c && motive != Motive::d) return nullptr;
  const Procedure& procedure = lifecycle::procedure_of(demand, motive);
  return procedure.stage == Procedure::Stage::closed ? nullptr : &procedure;
}

/// The favourable decision of the lessor who acts, else the last one.
std::optional<Date> allocated_in(const Event& event, const Demand& demand) noexcept {
  const std::span<const Allocation> decided = demand.allocations.all();
  if (decided.empty()) return std::nullopt;
  for (const Allocation& one : decided) {
    if (same_body(one.lessor, event.actor) == Fact::yes) return one.day;
  }
  return decided.back().day;
}

/// Whether the dates of a registered demand are kept: those of an erased one are not.
bool was_registered(const Demand& demand) noexcept {
  return demand.stored == Stored::registered || demand.stored == Stored::radiated;
}

bool has_filing(const Demand& demand) noexcept { return demand.stored != Stored::none && demand.stored != Stored::erased; }
bool has_radiation(const Demand& demand) noexcept { return demand.stored == Stored::radiated || demand.stored == Stored::erased; }

/// What an event and the law alone tell.
Arguments known_of(const Event& event, const LawBook& law, Language language) {
  Arguments known{{"day", event.effective}, {"recorded", event.recorded}, {"first_day", law.first_day()}, {"horizon", law.horizon()}};
  known.add("actor", in_words(event.actor.kind, language));
  if (event.recorded > event.effective) known.add("delay", std::int64_t{event.recorded - event.effective});
  return known;
}

void add_registered(Arguments& known, const Event& event, const Demand& demand, const LawBook& law) {
  const Date expiry = last_valid(demand.base, law);
  known.add("base", demand.base);
  known.add("last_presented", demand.last_presented);
  known.add("last_valid", expiry);
  known.add("notice_latest", notice_before(expiry, law));
  known.add("renewal_opens", renewal_opens(demand.base, law));
  known.add("attestation_due", lifecycle::end_of(Delay::attestation, demand.attested_from, law));
  if (event.effective > expiry) known.add("overdue", std::int64_t{event.effective - expiry});
  if (demand.notice) known.add("notice", *demand.notice);
  if (const std::optional<Date> day = allocated_in(event, demand)) known.add("allocated", *day);
  if (const Procedure* procedure = procedure_in(event, demand); procedure != nullptr && procedure->delivered) {
    known.add("warned", *procedure->delivered);
  }
}

/// What the demand adds.
void add_demand(Arguments& known, const Event& event, const Demand& demand, const LawBook& law, Language language) {
  if (has_filing(demand)) known.add("initial", demand.initial);
  if (was_registered(demand)) add_registered(known, event, demand, law);
  if (has_radiation(demand)) {
    known.add("radiated", demand.radiation.effective);
    known.add("radiated_motive", in_words(demand.radiation.motive, language));
  }
}

// --- reasons -------------------------------------------------------------------------------------------------------------------------

/// A message of a code, in the wording of the rule when it has one.
std::optional<std::string> of_code(Language language, std::string_view table, const Reason& reason, const Arguments& known) {
  std::string key(text(reason.code));
  const std::string general = key;
  key += '.';
  key += id_of(reason.rule);
  if (std::optional<std::string> special = wording::format(language, table, key, known)) return special;
  return wording::format(language, table, general, known);
}

/// The months of a tolerance, counted from what it runs from: the warning of a procedure, else the base date.
void add_tolerance(Arguments& known, Date earliest, const Event& event, const Demand& demand) {
  const Procedure* procedure = procedure_in(event, demand);
  if (procedure != nullptr && !procedure->delivered) return;
  const Date anchor = procedure != nullptr ? *procedure->delivered : demand.base;
  known.add("practice", std::int64_t{whole_months_between(anchor, earliest)});
}

ExplainedReason in_words_of(const Reason& reason, const Event& event, const Demand* demand, Arguments known, const LawBook& law,
                            Language language) {
  ExplainedReason made;
  made.code = reason.code;
  made.field = reason.field;
  made.field_name = in_words(reason.field, language);
  made.earliest = reason.earliest;
  known.add("field", made.field_name);
  if (reason.earliest) {
    known.add("earliest", *reason.earliest);
    known.add("wait", std::int64_t{*reason.earliest - event.effective});
    if (demand != nullptr) add_tolerance(known, *reason.earliest, event, *demand);
  }
  made.sentence = of_code(language, "reason", reason, known).value_or(std::string(text(reason.code)));
  if (const std::optional<std::string> detail = of_code(language, "detail", reason, known)) made.sentence += ' ' + *detail;
  made.ground = ground_of(reason.rule, law.citation(reason.rule, event.effective), language);
  return made;
}

std::vector<MissingInput> missing_in_words(const FieldSet& missing, Language language) {
  std::vector<MissingInput> made;
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    if (!missing.holds(field)) continue;
    std::string name = in_words(field, language);
    std::string sentence = wording::format(language, "missing", text(field)).value_or(capitalised(name));
    made.push_back({field, std::move(name), std::move(sentence)});
  }
  return made;
}

// --- the whole -----------------------------------------------------------------------------------------------------------------------

std::string subject_of(const Event& event, Language language) {
  Arguments arguments{{"event", in_words(event.kind, language)}};
  std::string_view key = "plain";
  if (event.motive != Motive::none) {
    arguments.add("letter", std::string(text(event.motive)));
    arguments.add("motive", in_words(event.motive, language));
    const bool has_own = event.kind == EventKind::radiate || event.kind == EventKind::warn || event.kind == EventKind::answer ||
                         event.kind == EventKind::requalify;
    if (has_own) key = text(event.kind);
  }
  return capitalised(phrase(language, "subject", key, arguments));
}

std::string outcome_sentence(const Explanation& made, const Event& event) {
  const Arguments arguments{{"subject", made.subject},
                            {"day", event.effective},
                            {"gender", phrase(made.language, "gender", text(event.kind))},
                            {"warnings", static_cast<std::int64_t>(made.warnings.size())},
                            {"missing", static_cast<std::int64_t>(made.missing.size())}};
  return phrase(made.language, "sentence", text(made.outcome), arguments);
}

std::vector<ExplainedDate> dates_of(const Decision& decision, const Event& event, const Demand* demand, const LawBook& law,
                                    Language language) {
  std::vector<ExplainedDate> dates;
  const auto add = [&](std::string_view key, Date day) { dates.push_back({key, phrase(language, "date", key), day, in_words(day, language)}); };
  add("effective", event.effective);
  if (event.recorded != event.effective) add("recorded", event.recorded);
  if (demand != nullptr && has_filing(*demand)) add("initial", demand->initial);
  if (demand != nullptr && was_registered(*demand)) {
    if (demand->seniority != demand->initial) add("seniority", demand->seniority);
    add("base", demand->base);
    add("last_valid", last_valid(demand->base, law));
    if (demand->notice) add("notice", *demand->notice);
    if (const Procedure* procedure = procedure_in(event, *demand)) {
      add("opened", procedure->opened);
      if (procedure->delivered) add("warned", *procedure->delivered);
    }
    if (const std::optional<Date> day = allocated_in(event, *demand)) add("allocated", *day);
  }
  if (demand != nullptr && has_radiation(*demand)) add("radiated", demand->radiation.effective);
  if (const std::optional<Date> earliest = decision.earliest()) add("earliest", *earliest);
  return dates;
}

Explanation explain_with(const Decision& decision, const Event& event, const Demand* demand, const LawBook& law, Language language) {
  Explanation made;
  made.language = language;
  made.outcome = decision.outcome;
  made.event = event.kind;
  made.motive = event.motive;
  made.subject = subject_of(event, language);
  made.ground = ground_of(decision.rule, law.citation(decision.rule, decision.judged_on), language);
  if (const Version* version = law.version_at(decision.judged_on)) made.version = version->code;
  made.law_id = law.id().view();

  Arguments known = known_of(event, law, language);
  if (demand != nullptr) add_demand(known, event, *demand, law, language);
  for (const Reason& reason : decision.reasons.all()) {
    made.reasons.push_back(in_words_of(reason, event, demand, known, law, language));
  }
  for (const Reason& warning : decision.warnings.all()) {
    made.warnings.push_back(in_words_of(warning, event, demand, known, law, language));
  }
  made.missing = missing_in_words(decision.missing, language);
  made.dates = dates_of(decision, event, demand, law, language);
  made.sentence = outcome_sentence(made, event);
  return made;
}

template <ClosedList Code>
std::string name_of(std::string_view table, Code code, Language language) {
  return phrase(language, table, text(code));
}

}  // namespace

Explanation explain(const Decision& decision, const Event& event, const LawBook& law, Language language) {
  return explain_with(decision, event, nullptr, law, language);
}

Explanation explain(const Decision& decision, const Event& event, const Demand& demand, const LawBook& law, Language language) {
  return explain_with(decision, event, &demand, law, language);
}

std::vector<ExplainedDeadline> explain(const RenewalCalendar& calendar, const LawBook& law, Language language) {
  std::vector<ExplainedDeadline> made;
  for (const CalendarEntry& entry : calendar.entries()) {
    LegalGround ground = ground_of(entry.rule, entry.citation(law), language);
    ground.mark = in_words(entry.mark, language);
    made.push_back({entry.deadline, entry.day, in_words(entry.deadline, language), in_words(entry.day, language), std::move(ground)});
  }
  return made;
}

std::string explain(Errc code, const FaultPlace& place, Language language) {
  Arguments arguments;
  if (place.row) arguments.add("row", std::to_string(*place.row));
  if (place.field) {
    arguments.add("column", std::string(text(*place.field)));
    arguments.add("field", in_words(*place.field, language));
  }
  std::string made;
  if (place.row || place.field) {
    made = phrase(language, "place", !place.field ? "row" : place.row ? "row_field" : "field", arguments) + ' ';
  }
  made += phrase(language, "fault", text(code));
  if (place.offset) made += ' ' + phrase(language, "place", "offset", {{"position", std::to_string(*place.offset + std::uint64_t{1})}});
  return made;
}

std::string explain(const NumberIssue& issue, Language language) {
  const bool has_place = issue.code == NumberIssueCode::bad_character || issue.code == NumberIssueCode::bad_encoding ||
                         issue.code == NumberIssueCode::bad_month || issue.code == NumberIssueCode::unknown_territory;
  std::string made = in_words(issue.code, language);
  if (has_place) made += ' ' + phrase(language, "place", "offset", {{"position", std::to_string(issue.at + std::uint64_t{1})}});
  return made;
}

std::string in_words(Outcome outcome, Language language) { return name_of("outcome", outcome, language); }
std::string in_words(EventKind event, Language language) { return name_of("event", event, language); }
std::string in_words(ActorKind actor, Language language) { return name_of("actor", actor, language); }
std::string in_words(State state, Language language) { return name_of("state", state, language); }
std::string in_words(Field field, Language language) { return name_of("field", field, language); }
std::string in_words(Deadline deadline, Language language) { return name_of("deadline", deadline, language); }
std::string in_words(Motive motive, Language language) {
  return motive == Motive::none ? std::string() : name_of("motive", motive, language);
}
std::string in_words(Mark mark, Language language) { return phrase(language, "mark", text(mark)); }
std::string in_words(ReasonCode code, Language language) { return phrase(language, "reason", text(code)); }
std::string in_words(NumberIssueCode code, Language language) { return phrase(language, "number", text(code)); }
std::string in_words(Date day, Language language) { return phrase(language, "layout", "day", {{"day", day}}); }

}  // namespace sne
