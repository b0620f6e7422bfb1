/* The C interface, function by function. Compiled as C99 and as C++: what it says of the header holds for both. */

#include <sne/sne.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                              \
  do {                                                                \
    if (!(condition)) {                                               \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);          \
      ++failures;                                                     \
    }                                                                 \
  } while (0)

/* A text and its size, as the functions ask for them. */
#define TEXT(literal) (literal), (int64_t)(sizeof(literal) - 1)

static int32_t day(const char* iso) {
  int32_t read = SNE_NO_DAY;
  CHECK(sne_date_read(iso, (int64_t)strlen(iso), &read, NULL) == SNE_OK);
  return read;
}

static sne_fault no_fault(void) {
  sne_fault fault;
  memset(&fault, 0, sizeof fault);
  fault.struct_size = (uint32_t)sizeof fault;
  fault.row = -1;
  return fault;
}

static int holds(const sne_text* text, const char* part) {
  const char* bytes = NULL;
  int64_t size = 0;
  CHECK(sne_text_bytes(text, &bytes, &size) == SNE_OK);
  CHECK(bytes != NULL && strlen(bytes) == (size_t)size);
  return bytes != NULL && strstr(bytes, part) != NULL;
}

static void test_library(void) {
  int32_t major = -1;
  int32_t minor = -1;
  int32_t patch = -1;
  char name[40];
  int64_t size = 0;
  int32_t number = -1;
  sne_fault fault = no_fault();
  sne_text* words = NULL;

  CHECK(sne_version(&major, &minor, &patch) == SNE_OK && major >= 0 && minor >= 0 && patch >= 0);
  CHECK(sne_status_name(SNE_BAD_MONTH, name, sizeof name, &size) == SNE_OK && strcmp(name, "BAD_MONTH") == 0 && size == 9);
  CHECK(sne_status_name(SNE_BAD_MONTH, name, 9, &size) == SNE_BUFFER_TOO_SMALL && size == 9);
  CHECK(sne_code_number(TEXT("product"), TEXT("PLUS"), &number, NULL) == SNE_OK && number == SNE_PRODUCT_PLUS);
  CHECK(sne_code_number(TEXT("product"), TEXT("HLM"), &number, &fault) == SNE_UNKNOWN_CODE && strcmp(fault.field, "name") == 0);
  CHECK(sne_code_number(TEXT("colour"), TEXT("HLM"), &number, &fault) == SNE_UNKNOWN_CODE && strcmp(fault.field, "list") == 0);
  CHECK(sne_code_name(TEXT("zone"), SNE_ZONE_DOM, name, sizeof name, &size, NULL) == SNE_OK && strcmp(name, "dom") == 0);
  CHECK(sne_code_name(TEXT("zone"), -1, name, sizeof name, &size, NULL) == SNE_UNKNOWN_CODE);

  fault = no_fault();
  fault.status = SNE_IMPOSSIBLE_DATE;
  fault.row = 11;
  strcpy(fault.field, "/events/0/effective");
  CHECK(sne_status_words(&fault, SNE_LANGUAGE_EN, &words, NULL) == SNE_OK && holds(words, "effective"));
  sne_text_free(words);
  CHECK(sne_status_words(&fault, 7, &words, NULL) == SNE_UNKNOWN_CODE && words == NULL);
}

static void test_structs_and_pointers(void) {
  sne_fault fault = no_fault();
  sne_fault old = no_fault();
  sne_number number;
  int32_t days = 0;
  sne_text* answer = NULL;

  memset(&number, 0, sizeof number);
  CHECK(sne_number_read(TEXT("1110318016982G1104"), &number, &fault) == SNE_BAD_STRUCT_SIZE && fault.status == SNE_BAD_STRUCT_SIZE);
  CHECK(sne_number_read(TEXT("1110318016982G1104"), NULL, &fault) == SNE_NULL_POINTER && strcmp(fault.field, "number") == 0);
  CHECK(sne_date_read("2024-02-29", -1, &days, &fault) == SNE_BAD_SIZE);
  CHECK(sne_date_read(NULL, 10, &days, &fault) == SNE_NULL_POINTER);
  CHECK(sne_date_read(NULL, 0, &days, &fault) == SNE_EMPTY_INPUT);
  CHECK(sne_date_read(TEXT("2024-02-29"), NULL, &fault) == SNE_NULL_POINTER);
  old.struct_size = 4;
  CHECK(sne_date_read(TEXT("2024-02-30"), &days, &old) == SNE_BAD_STRUCT_SIZE);
  CHECK(sne_answer(TEXT("law"), TEXT("{}"), NULL, NULL, &fault) == SNE_NULL_POINTER);
  CHECK(sne_answer(NULL, 3, TEXT("{}"), NULL, &answer, &fault) == SNE_NULL_POINTER && answer == NULL);
  CHECK(sne_text_free(NULL) == SNE_OK && sne_law_free(NULL) == SNE_OK && sne_policy_free(NULL) == SNE_OK && sne_demand_free(NULL) == SNE_OK);
  CHECK(sne_timeline_free(NULL) == SNE_OK && sne_replay_free(NULL) == SNE_OK);
  CHECK(sne_renewal_table_free(NULL) == SNE_OK && sne_ceiling_table_free(NULL) == SNE_OK);
}

/* After a fault a handle is NULL, also where the fault cannot be said. */
static void test_handles_after_faults(void) {
  sne_fault unset;
  sne_text* words = (sne_text*)&unset;
  sne_law* law = (sne_law*)&unset;
  sne_policy* policy = (sne_policy*)&unset;
  sne_demand* demand = (sne_demand*)&unset;
  sne_timeline* timeline = (sne_timeline*)&unset;
  sne_replay* replay = (sne_replay*)&unset;
  sne_renewal_table* calendars = (sne_renewal_table*)&unset;
  sne_ceiling_table* ceilings = (sne_ceiling_table*)&unset;
  sne_commune_table* communes = (sne_commune_table*)&unset;

  memset(&unset, 0, sizeof unset);
  CHECK(sne_operations(&words, &unset) == SNE_BAD_STRUCT_SIZE && words == NULL);
  CHECK(sne_law_builtin(&law, &unset) == SNE_BAD_STRUCT_SIZE && law == NULL);
  CHECK(sne_policy_read(TEXT("{}"), &policy, &unset) == SNE_BAD_STRUCT_SIZE && policy == NULL);
  CHECK(sne_demand_new(&demand, &unset) == SNE_BAD_STRUCT_SIZE && demand == NULL);
  CHECK(sne_timeline_read(TEXT("[]"), SNE_NO_DAY, NULL, NULL, &timeline, &unset) == SNE_BAD_STRUCT_SIZE && timeline == NULL);
  CHECK(sne_replay_csv(TEXT(""), NULL, NULL, &replay, &unset) == SNE_BAD_STRUCT_SIZE && replay == NULL);
  CHECK(sne_renewal_table_new(NULL, NULL, 0, &calendars, &unset) == SNE_BAD_STRUCT_SIZE && calendars == NULL);
  CHECK(sne_ceiling_table_new(SNE_PRODUCT_PLUS, 0, NULL, NULL, &ceilings, &unset) == SNE_BAD_STRUCT_SIZE && ceilings == NULL);
  CHECK(sne_commune_table_new(0, NULL, &communes, &unset) == SNE_BAD_STRUCT_SIZE && communes == NULL);
  CHECK(sne_law_builtin(NULL, &unset) == SNE_BAD_STRUCT_SIZE);
}

/* A caller of a later release, whose structs are longer: nothing is written behind ours. */
static void test_longer_structs(void) {
  struct {
    sne_number number;
    char more[8];
  } longer;
  struct {
    sne_fault fault;
    char more[8];
  } later;

  memset(&longer, 0x5a, sizeof longer);
  longer.number.struct_size = (uint32_t)sizeof longer;
  memset(&later, 0x5a, sizeof later);
  later.fault.struct_size = (uint32_t)sizeof later;
  CHECK(sne_number_read(TEXT("1110318016982G1104"), &longer.number, &later.fault) == SNE_OK && longer.number.month == 3);
  CHECK(longer.number.struct_size == sizeof longer && memcmp(longer.more, "ZZZZZZZZ", 8) == 0);
  CHECK(sne_number_read(TEXT("1111323016982G1104"), &longer.number, &later.fault) == SNE_BAD_MONTH && later.fault.row == -1);
  CHECK(later.fault.struct_size == sizeof later && memcmp(later.more, "ZZZZZZZZ", 8) == 0);
  later.fault.struct_size = (uint32_t)(sizeof later.fault - 1);
  CHECK(sne_number_read(TEXT("1110318016982G1104"), &longer.number, &later.fault) == SNE_BAD_STRUCT_SIZE);
}

static void test_days(void) {
  sne_fault fault = no_fault();
  int32_t found = 0;
  char iso[11];
  int64_t size = 0;

  CHECK(day("1970-01-01") == 0 && day("2024-02-29") == 19782);
  CHECK(sne_date_read(TEXT("2023-02-29"), &found, &fault) == SNE_IMPOSSIBLE_DATE && strcmp(fault.field, "iso") == 0);
  CHECK(sne_date_write(19782, iso, sizeof iso, &size, NULL) == SNE_OK && strcmp(iso, "2024-02-29") == 0);
  CHECK(sne_date_write(SNE_NO_DAY, iso, sizeof iso, &size, NULL) == SNE_MISSING_VALUE);
  CHECK(sne_date_write(INT32_MAX, iso, sizeof iso, &size, NULL) == SNE_DATE_OUT_OF_RANGE);
  CHECK(sne_add_months(day("2024-02-29"), 12, SNE_MONTH_END_CLAMP, &found, NULL) == SNE_OK && found == day("2025-02-28"));
  CHECK(sne_add_months(day("2023-01-31"), 13, SNE_MONTH_END_SPILL, &found, NULL) == SNE_OK && found == day("2024-03-02"));
  CHECK(sne_add_months(day("9999-12-31"), 1, SNE_MONTH_END_CLAMP, &found, NULL) == SNE_DATE_OUT_OF_RANGE);
  CHECK(sne_add_months(0, INT32_MAX, SNE_MONTH_END_CLAMP, &found, NULL) == SNE_BAD_NUMBER);
  CHECK(sne_months_between(day("2018-03-15"), day("2024-03-14"), &found, NULL) == SNE_OK && found == 71);
  CHECK(sne_is_working_day(day("2023-10-01"), SNE_REGION_METROPOLITAN, &found, NULL) == SNE_OK && found == 0);
  CHECK(sne_next_working_day(day("2023-10-01"), SNE_REGION_METROPOLITAN, &found, NULL) == SNE_OK && found == day("2023-10-02"));
  CHECK(sne_is_working_day(0, 8, &found, &fault) == SNE_UNKNOWN_CODE && strcmp(fault.field, "region") == 0);
}

static void test_numbers(void) {
  sne_fault fault = no_fault();
  sne_number number;
  sne_number_context context;
  sne_number_issue issues[19];
  int64_t count = 0;
  int32_t possible = -1;
  char written[24];
  char territory[4];
  uint32_t last = 16981;

  memset(&number, 0, sizeof number);
  number.struct_size = (uint32_t)sizeof number;
  memset(&context, 0, sizeof context);
  context.struct_size = (uint32_t)sizeof context;
  context.reference = day("2016-01-01");
  context.deposit = SNE_NO_DAY;
  context.origin = SNE_ORIGIN_RECEIVED;

  CHECK(sne_number_possible(TEXT("111 0318 016982 g1104"), &possible) == SNE_OK && possible == 1);
  CHECK(sne_number_read(TEXT("111 0318 016982 g1104"), &number, NULL) == SNE_OK);
  CHECK(strcmp(number.text, "1110318016982G1104") == 0 && strcmp(number.territory, "111") == 0 && strcmp(number.registrar, "G1104") == 0);
  CHECK(number.month == 3 && number.year == 2018 && number.sequence == 16982 && number.territory_kind == 1);
  CHECK(sne_number_read(TEXT("1111323016982G1104"), &number, &fault) == SNE_BAD_MONTH && fault.at == 3 && strcmp(fault.field, "text") == 0);
  CHECK(sne_number_check(TEXT("1110318016982G1104"), &context, issues, 19, &count, NULL) == SNE_OK && count == 1);
  CHECK(issues[0].code == 7 && issues[0].severity == SNE_SEVERITY_ERROR && issues[0].at == 3);
  CHECK(sne_number_check(TEXT("1110318016982G1104"), NULL, NULL, 0, &count, NULL) == SNE_OK && count == 0);
  CHECK(sne_number_check(TEXT("?"), NULL, issues, 0, &count, NULL) == SNE_BUFFER_TOO_SMALL && count > 0);
  CHECK(sne_number_write(TEXT("1110318016982G1104"), SNE_STYLE_GROUPED, written, sizeof written, &count, NULL) == SNE_OK);
  CHECK(strcmp(written, "111 0318 016982 G1104") == 0);
  CHECK(sne_number_issue_next(TEXT("111"), day("2018-03-15"), TEXT("G1104"), &last, &number, NULL) == SNE_OK);
  CHECK(last == 16982 && strcmp(number.text, "1110318016982G1104") == 0);
  CHECK(sne_number_issue_next(TEXT("075"), day("2018-03-15"), TEXT("G1104"), &last, &number, NULL) == SNE_WRONG_TERRITORY && last == 16982);
  last = 999999;
  CHECK(sne_number_issue_next(TEXT("111"), day("2018-03-15"), TEXT("G1104"), &last, &number, NULL) == SNE_SEQUENCE_EXHAUSTED);
  CHECK(sne_territory_registered(TEXT("75"), day("2024-02-01"), territory, sizeof territory, &count, NULL) == SNE_OK && strcmp(territory, "111") == 0);
}

static void test_law(void) {
  sne_fault fault = no_fault();
  sne_law* law = NULL;
  sne_law* later = NULL;
  sne_policy* policy = NULL;
  sne_law_info info;
  sne_text* citation = NULL;

  memset(&info, 0, sizeof info);
  info.struct_size = (uint32_t)sizeof info;
  CHECK(sne_law_builtin(&law, NULL) == SNE_OK && sne_law_describe(law, &info, NULL) == SNE_OK);
  CHECK(info.first_day == day("2000-11-08") && info.national_number_start == SNE_NO_DAY && info.suspensions == 0 && strlen(info.id) == 16);
  CHECK(sne_law_with_suspension(law, day("2024-10-15"), day("2024-12-15"), &later, NULL) == SNE_OK);
  CHECK(sne_law_describe(later, &info, NULL) == SNE_OK && info.suspensions == 1);
  sne_law_free(later);
  CHECK(sne_law_with_suspension(law, day("2024-12-15"), day("2024-10-15"), &later, &fault) == SNE_IMPOSSIBLE_DATE && later == NULL);
  CHECK(sne_law_with_horizon(NULL, day("2030-12-31"), &later, NULL) == SNE_OK);
  sne_law_free(later);
  CHECK(sne_law_with_national_number(NULL, day("2027-01-01"), &later, NULL) == SNE_OK);
  sne_law_free(later);
  CHECK(sne_law_load(TEXT("{}"), NULL, &later, &fault) != SNE_OK && later == NULL);
  CHECK(sne_law_citation(law, TEXT("renewal.notice-latest"), day("2024-06-01"), &citation, NULL) == SNE_OK && holds(citation, "r441-2-7@2017"));
  sne_text_free(citation);
  CHECK(sne_law_citation(law, TEXT("no.rule"), day("2024-06-01"), &citation, &fault) == SNE_UNKNOWN_CODE);
  CHECK(sne_law_citation(law, "\xff", 1, day("2024-06-01"), &citation, &fault) == SNE_UNKNOWN_CODE);
  CHECK(sne_policy_read(TEXT("{\"name\": \"law\", \"readings\": {\"overseas_pls\": \"plus\"}}"), &policy, NULL) == SNE_OK);
  sne_policy_free(policy);
  CHECK(sne_policy_read(TEXT("{\"name\": \"mine\"}"), &policy, &fault) == SNE_UNKNOWN_CODE && policy == NULL && strcmp(fault.field, "/policy/name") == 0);
  sne_law_free(law);
}

static void test_renewal(void) {
  sne_calendar calendar;
  sne_notice_wishes wishes;
  sne_notice_channels channels;

  memset(&calendar, 0, sizeof calendar);
  calendar.struct_size = (uint32_t)sizeof calendar;
  CHECK(sne_calendar_of_base(day("2024-02-29"), NULL, &calendar, NULL) == SNE_OK);
  CHECK(calendar.notice_latest == day("2025-01-28") && calendar.last_valid == day("2025-02-28") && calendar.radiation_practice == day("2025-03-29"));
  CHECK(sne_calendar_of_base(day("1999-01-01"), NULL, &calendar, NULL) == SNE_DATE_OUT_OF_RANGE);
  memset(&wishes, 0, sizeof wishes);
  wishes.struct_size = (uint32_t)sizeof wishes;
  wishes.online_user = 1;
  memset(&channels, 0, sizeof channels);
  channels.struct_size = (uint32_t)sizeof channels;
  CHECK(sne_notice_channels_on(&wishes, day("2024-06-01"), NULL, &channels, NULL) == SNE_OK && channels.email == 1 && channels.post == 0);
}

static void test_demand(void) {
  sne_fault fault = no_fault();
  sne_demand* demand = NULL;
  sne_demand* other = NULL;
  sne_standing_facts facts;
  sne_decision decision;
  sne_demand_info info;
  sne_calendar calendar;
  sne_text* words = NULL;
  sne_timeline* timeline = NULL;
  int32_t state = -1;
  int32_t motive = -1;
  int32_t in_stock = -1;

  memset(&facts, 0, sizeof facts);
  facts.struct_size = (uint32_t)sizeof facts;
  facts.initial = day("2023-10-01");
  facts.last_renewal = facts.seniority = SNE_NO_DAY;
  facts.notice = day("2024-08-28");
  facts.attested = 1;
  strcpy(facts.territory, "059");
  memset(&decision, 0, sizeof decision);
  decision.struct_size = (uint32_t)sizeof decision;
  memset(&info, 0, sizeof info);
  info.struct_size = (uint32_t)sizeof info;
  memset(&calendar, 0, sizeof calendar);
  calendar.struct_size = (uint32_t)sizeof calendar;

  CHECK(sne_demand_standing(&facts, NULL, &demand, NULL) == SNE_OK);
  CHECK(sne_demand_describe(demand, day("2024-09-30"), NULL, &info, NULL) == SNE_OK);
  CHECK(info.state == SNE_STATE_ACTIVE && info.last_valid == day("2024-10-01") && strcmp(info.territory, "059") == 0);
#define LAPSE "{\"event\": \"radiate\", \"motive\": \"e\", \"effective\": \"2024-10-02\", \"recorded\": \"2024-10-02\", \"actor\": \"manager\"}"
  CHECK(sne_demand_decide(demand, TEXT(LAPSE), NULL, NULL, &decision, NULL) == SNE_OK);
  CHECK(decision.outcome == SNE_OUTCOME_REFUSED && decision.reason_count == 1 && decision.earliest == day("2024-11-01"));
  CHECK(sne_demand_explain(demand, TEXT(LAPSE), NULL, NULL, SNE_LANGUAGE_FR, &words, NULL) == SNE_OK && holds(words, "TOLERANCE_RUNNING"));
  sne_text_free(words);
  CHECK(sne_demand_copy(demand, &other, NULL) == SNE_OK);
  CHECK(sne_demand_advance(other, TEXT("{\"event\": \"radiate\", \"motive\": \"e\", \"effective\": \"2024-11-01\", \"recorded\": \"2024-11-01\","
                                       " \"actor\": \"manager\"}"),
                           NULL, NULL, &decision, NULL) == SNE_OK &&
        decision.outcome == SNE_OUTCOME_ACCEPTED);
  CHECK(sne_demand_describe(other, day("2024-11-02"), NULL, &info, NULL) == SNE_OK && info.state == SNE_STATE_RADIATED && info.motive == SNE_MOTIVE_E);
  CHECK(sne_demand_describe(demand, day("2024-11-02"), NULL, &info, NULL) == SNE_OK && info.state == SNE_STATE_EXPIRED);
  CHECK(sne_demand_calendar(demand, NULL, &calendar, NULL) == SNE_OK && calendar.last_valid == day("2024-10-01"));
  CHECK(sne_demand_decide(demand, TEXT("{\"event\": \"renew\"}"), NULL, NULL, &decision, &fault) == SNE_MISSING_VALUE);
  CHECK(strcmp(fault.field, "/effective") == 0);
  sne_demand_free(other);
  sne_demand_free(demand);

  CHECK(sne_demand_new(&demand, NULL) == SNE_OK && sne_demand_calendar(demand, NULL, &calendar, NULL) == SNE_MISSING_VALUE);
  CHECK(sne_demand_describe(demand, 0, NULL, &info, NULL) == SNE_OK && info.state == SNE_STATE_NONE && info.initial == SNE_NO_DAY);
  sne_demand_free(demand);
  facts.notice = facts.initial;
  CHECK(sne_demand_standing(&facts, NULL, &demand, NULL) == SNE_IMPOSSIBLE_DATE && demand == NULL);

  CHECK(sne_timeline_read(TEXT("[]"), SNE_NO_DAY, NULL, NULL, &timeline, NULL) == SNE_OK);
  CHECK(sne_timeline_on(timeline, day("2024-01-01"), &state, &motive, &in_stock, NULL) == SNE_OK);
  CHECK(state == SNE_STATE_NONE && motive == SNE_MOTIVE_UNKNOWN && in_stock == 0);
  sne_timeline_free(timeline);
  CHECK(sne_timeline_read(TEXT("{}"), SNE_NO_DAY, NULL, NULL, &timeline, &fault) == SNE_WRONG_TYPE && timeline == NULL);
}

static void test_log(void) {
  sne_fault fault = no_fault();
  sne_replay* replay = NULL;
  sne_replay_counts counts;
  sne_stock stock;
  int32_t state = -1;
  int32_t motive = -1;

  memset(&counts, 0, sizeof counts);
  counts.struct_size = (uint32_t)sizeof counts;
  memset(&stock, 0, sizeof stock);
  stock.struct_size = (uint32_t)sizeof stock;
  CHECK(sne_replay_csv(TEXT("demand,event,effective,recorded,actor,actor_id,territory,channel,form,identity,nationality,duplicate\n"
                            "A,file,2024-01-10,2024-01-10,lessor,L1,059,counter,yes,identity,french,none\n"
                            "B,file,2024-13-10,2024-01-10,lessor,L1,059,counter,yes,identity,french,none\n"),
                       NULL, NULL, &replay, &fault) == SNE_OK);
  CHECK(sne_replay_describe(replay, &counts, NULL) == SNE_OK && counts.rows == 2 && counts.accepted == 1 && counts.faults == 1);
  CHECK(sne_replay_situation(replay, TEXT("A"), day("2024-06-01"), SNE_NO_DAY, &state, &motive, NULL) == SNE_OK && state == SNE_STATE_ACTIVE);
  CHECK(sne_replay_situation(replay, TEXT("A"), day("2024-06-01"), day("2024-01-01"), &state, &motive, NULL) == SNE_OK && state == SNE_STATE_NONE);
  CHECK(sne_replay_situation(replay, TEXT("Z"), day("2024-06-01"), SNE_NO_DAY, &state, &motive, &fault) == SNE_UNKNOWN_DEMAND);
  CHECK(sne_replay_stock(replay, day("2024-06-01"), &stock, NULL) == SNE_OK && stock.in_stock == 1 && stock.by_state[SNE_STATE_ACTIVE] == 1);
  sne_replay_free(replay);
  CHECK(sne_replay_csv(TEXT("colour\nred\n"), NULL, NULL, &replay, &fault) == SNE_UNKNOWN_COLUMN && replay == NULL);
}

static void test_eligibility(void) {
  sne_fault fault = no_fault();
  sne_incomes incomes;
  sne_income_verdict verdict;
  sne_text* text = NULL;
  int32_t zone = -1;
  int32_t category = -1;
  int32_t extra = -1;
  int32_t rule = -1;
  int32_t euros = -1;
  int32_t mark = -1;

  CHECK(sne_zone_of_commune(TEXT("75113"), day("2026-03-12"), NULL, &zone, NULL) == SNE_OK && zone == SNE_ZONE_PARIS_COMMUNES_LIMITROPHES);
  CHECK(sne_zone_of_commune(TEXT("75013"), day("2026-03-12"), NULL, &zone, NULL) == SNE_POSTAL_CODE);
  CHECK(sne_category(2, 1, 0, 0, NULL, &category, &extra, &rule, NULL) == SNE_OK && category == 3 && extra == 0 && rule == SNE_CATEGORY_RULE_LONE);
  CHECK(sne_category(0, 0, 0, 0, NULL, &category, &extra, &rule, NULL) == SNE_BAD_CATEGORY);
  CHECK(sne_ceiling(SNE_PRODUCT_PLUS, SNE_ZONE_AUTRES_REGIONS, 1, 0, day("2026-03-12"), NULL, NULL, &euros, &mark, NULL) == SNE_OK && euros == 23403);
  CHECK(sne_ceiling(SNE_PRODUCT_PLUS, 9, 1, 0, day("2026-03-12"), NULL, NULL, &euros, &mark, &fault) == SNE_UNKNOWN_CODE);
  CHECK(sne_ceiling(SNE_PRODUCT_PLUS, SNE_ZONE_AUTRES_REGIONS, 400, 0, day("2026-03-12"), NULL, NULL, &euros, &mark, &fault) == SNE_BAD_CATEGORY);

  memset(&incomes, 0, sizeof incomes);
  incomes.struct_size = (uint32_t)sizeof incomes;
  incomes.product = SNE_PRODUCT_PLUS;
  incomes.zone = SNE_ZONE_AUTRES_REGIONS;
  incomes.category = 1;
  incomes.day = day("2026-03-12");
  incomes.n_2 = 2600000;
  incomes.n_1 = 2340000;
  incomes.months = SNE_NO_AMOUNT;
  memset(&verdict, 0, sizeof verdict);
  verdict.struct_size = (uint32_t)sizeof verdict;
  CHECK(sne_judge_incomes(&incomes, NULL, NULL, &verdict, NULL) == SNE_OK);
  CHECK(verdict.outcome == SNE_ELIGIBILITY_ELIGIBLE && verdict.basis == SNE_INCOME_BASIS_N_1 && verdict.margin == 300 && verdict.ceiling == 23403);
  incomes.n_1 = -1;
  CHECK(sne_judge_incomes(&incomes, NULL, NULL, &verdict, &fault) == SNE_BAD_AMOUNT && strcmp(fault.field, "n_1") == 0);

#define QUESTION                                                                                          \
  "{\"as_of\": \"2026-03-12\", \"commune\": \"69123\", \"product\": \"PLUS\", \"persons\": [{\"tie\": \"applicant\"," \
  " \"born\": \"1980-01-01\", \"nationality\": \"french\", \"card\": \"none\","                                \
  " \"incomes\": [{\"year\": 2024, \"kind\": \"notice\", \"cents\": 2340300}]}]}"
  CHECK(sne_evaluate(TEXT(QUESTION), NULL, NULL, &text, &fault) == SNE_OK && holds(text, "\"product\":\"PLUS\""));
  sne_text_free(text);
  CHECK(sne_explain(TEXT(QUESTION), NULL, NULL, SNE_LANGUAGE_FR, 1, &text, &fault) == SNE_OK && holds(text, "PLUS"));
  sne_text_free(text);
  CHECK(sne_evaluate(TEXT("{\"colour\": 1}"), NULL, NULL, &text, &fault) != SNE_OK && text != NULL && holds(text, "fault"));
  sne_text_free(text);
}

static void test_answers(void) {
  sne_fault fault = no_fault();
  sne_text* answer = NULL;
  CHECK(sne_answer(TEXT("seniority"), TEXT("{\"since\": \"2018-03-15\", \"on\": \"2024-03-14\"}"), NULL, &answer, NULL) == SNE_OK);
  CHECK(holds(answer, "{\"months\":71}"));
  sne_text_free(answer);
  CHECK(sne_answer(TEXT("seniority"), TEXT("{\"since\": \"2018-02-30\", \"on\": \"2024-03-14\"}"), NULL, &answer, &fault) == SNE_IMPOSSIBLE_DATE);
  CHECK(strcmp(fault.field, "/since") == 0 && holds(answer, "IMPOSSIBLE_DATE"));
  sne_text_free(answer);
  CHECK(sne_answer(TEXT("no_such"), TEXT("{}"), NULL, &answer, &fault) == SNE_UNKNOWN_CODE);
  sne_text_free(answer);
  CHECK(sne_answer(TEXT("law"), "\xff", 1, NULL, &answer, &fault) == SNE_BAD_ENCODING);
  sne_text_free(answer);
  CHECK(sne_operations(&answer, NULL) == SNE_OK && holds(answer, "\"evaluate\""));
  sne_text_free(answer);
}

static void test_columns(void) {
  sne_fault fault = no_fault();
  const int32_t offsets[] = {0, 18, 36, 36};
  const int32_t backwards[] = {0, 18, 10, 36};
  const uint8_t two_of_three = 3;
  sne_text_column texts;
  sne_number_columns numbers;
  sne_deadline_columns dates;
  sne_wish_columns wishes;
  sne_channel_columns channels;
  sne_income_columns households;
  sne_verdict_columns verdicts;
  sne_renewal_table* calendars = NULL;
  sne_ceiling_table* ceilings = NULL;
  uint16_t status[3] = {9, 9, 9};
  uint8_t at[3];
  char number[3 * 18];
  char territory[3 * 3];
  int32_t bases[3];
  int32_t last_valid[3];
  uint8_t standing[3];
  const uint8_t yes[3] = {1, 1, 1};
  const uint8_t no[3] = {0, 0, 0};
  uint8_t email[3];
  const uint8_t zone[3] = {SNE_ZONE_AUTRES_REGIONS, SNE_ZONE_AUTRES_REGIONS, 77};
  const uint8_t category[3] = {1, 1, 1};
  const int64_t n_2[3] = {2340300, 2340301, 0};
  uint8_t outcome[3];
  int64_t margin[3];

  memset(&texts, 0, sizeof texts);
  texts.struct_size = (uint32_t)sizeof texts;
  texts.rows = 3;
  texts.offsets = offsets;
  texts.bytes = "1110318016982G11041111323016982G1104";
  texts.valid = &two_of_three;
  memset(&numbers, 0, sizeof numbers);
  numbers.struct_size = (uint32_t)sizeof numbers;
  numbers.status = status;
  numbers.at = at;
  numbers.number = number;
  numbers.territory = territory;
  CHECK(sne_columns_numbers(&texts, &numbers, &fault) == SNE_OK);
  CHECK(status[0] == 0 && status[1] == SNE_BAD_MONTH && at[1] == 3 && status[2] == SNE_MISSING_VALUE);
  CHECK(memcmp(number, "1110318016982G1104", 18) == 0 && memcmp(territory, "111000000", 9) == 0);
  texts.offsets = backwards;
  CHECK(sne_columns_numbers(&texts, &numbers, &fault) == SNE_BAD_LAYOUT && fault.row == 2);
  texts.rows = -1;
  CHECK(sne_columns_numbers(&texts, &numbers, &fault) == SNE_BAD_SIZE);
  texts.rows = 0;
  CHECK(sne_columns_numbers(&texts, &numbers, &fault) == SNE_OK);

  bases[0] = day("2024-02-29");
  bases[1] = day("1990-01-01");
  bases[2] = SNE_NO_DAY;
  memset(&dates, 0, sizeof dates);
  dates.struct_size = (uint32_t)sizeof dates;
  dates.status = status;
  dates.last_valid = last_valid;
  dates.standing = standing;
  CHECK(sne_renewal_table_new(NULL, NULL, day("2024-12-29"), &calendars, NULL) == SNE_OK);
  CHECK(sne_columns_deadlines(calendars, 3, bases, NULL, &dates, &fault) == SNE_OK);
  CHECK(status[0] == 0 && last_valid[0] == day("2025-02-28") && standing[0] == SNE_STANDING_RENEWABLE);
  CHECK(status[1] == SNE_DATE_OUT_OF_RANGE && last_valid[1] == SNE_NO_DAY && status[2] != 0);
  CHECK(sne_columns_deadlines(NULL, 3, bases, NULL, &dates, &fault) == SNE_NULL_POINTER);
  sne_renewal_table_free(calendars);

  memset(&wishes, 0, sizeof wishes);
  wishes.struct_size = (uint32_t)sizeof wishes;
  wishes.online_user = yes;
  wishes.wants_post = wishes.accepts_email = wishes.email_known = no;
  memset(&channels, 0, sizeof channels);
  channels.struct_size = (uint32_t)sizeof channels;
  channels.email = email;
  CHECK(sne_columns_notice_channels(3, &wishes, day("2024-06-01"), NULL, &channels, &fault) == SNE_OK && email[0] == 1 && email[2] == 1);
  wishes.wants_post = NULL;
  CHECK(sne_columns_notice_channels(3, &wishes, day("2024-06-01"), NULL, &channels, &fault) == SNE_NULL_POINTER);
  CHECK(strcmp(fault.field, "wants_post") == 0);

  memset(&households, 0, sizeof households);
  households.struct_size = (uint32_t)sizeof households;
  households.zone = zone;
  households.category = category;
  households.n_2 = n_2;
  memset(&verdicts, 0, sizeof verdicts);
  verdicts.struct_size = (uint32_t)sizeof verdicts;
  verdicts.status = status;
  verdicts.outcome = outcome;
  verdicts.margin = margin;
  CHECK(sne_ceiling_table_new(SNE_PRODUCT_PLUS, day("2026-03-12"), NULL, NULL, &ceilings, NULL) == SNE_OK);
  CHECK(sne_columns_incomes(ceilings, 3, &households, &verdicts, &fault) == SNE_OK);
  CHECK(outcome[0] == SNE_ELIGIBILITY_ELIGIBLE && margin[0] == 0 && outcome[1] == SNE_ELIGIBILITY_NOT_ELIGIBLE && status[2] == SNE_UNKNOWN_CODE);
  sne_ceiling_table_free(ceilings);
}

/* The territories of more rows than are read in one go, with a missing row on either side of the border. */
static void test_columns_in_blocks(void) {
  enum { rows = 1500 };
  static int32_t offsets[rows + 1];
  static char bytes[rows * 18];
  static uint8_t valid[(rows + 7) / 8];
  static uint16_t status[rows];
  static char number[rows * 18];
  static char territory[rows * 3];
  sne_text_column texts;
  sne_number_columns numbers;
  int missing = 0;
  int wrong = 0;
  int row;

  memset(valid, 0xff, sizeof valid);
  valid[1023 / 8] = 0x7f; /* row 1023 */
  valid[1025 / 8] = 0xfd; /* row 1025 */
  for (row = 0; row < rows; ++row) {
    offsets[row + 1] = 18 * (row + 1);
    memcpy(bytes + 18 * row, row % 2 == 0 ? "1110318016982G1104" : "0590318016982G1104", 18);
  }
  memset(&texts, 0, sizeof texts);
  texts.struct_size = (uint32_t)sizeof texts;
  texts.rows = rows;
  texts.offsets = offsets;
  texts.bytes = bytes;
  texts.valid = valid;
  memset(&numbers, 0, sizeof numbers);
  numbers.struct_size = (uint32_t)sizeof numbers;
  numbers.status = status;
  numbers.number = number;
  numbers.territory = territory;
  CHECK(sne_columns_numbers(&texts, &numbers, NULL) == SNE_OK);
  for (row = 0; row < rows; ++row) {
    if (status[row] == SNE_MISSING_VALUE) {
      ++missing;
      wrong += memcmp(territory + 3 * row, "000", 3) != 0;
    } else {
      wrong += status[row] != SNE_OK || memcmp(territory + 3 * row, row % 2 == 0 ? "111" : "059", 3) != 0 ||
               memcmp(number + 18 * row, bytes + 18 * row, 18) != 0;
    }
  }
  CHECK(missing == 2 && wrong == 0 && status[1023] == SNE_MISSING_VALUE && status[1025] == SNE_MISSING_VALUE);
}

/* Bits of validity of every column that may have them. */
static void test_columns_with_missing_cells(void) {
  static const uint8_t zone[2] = {SNE_ZONE_AUTRES_REGIONS, SNE_ZONE_AUTRES_REGIONS};
  static const uint8_t category[2] = {1, 1};
  static const uint8_t extra[2] = {0, 0};
  static const uint8_t no[2] = {0, 0};
  static const int64_t n_2[2] = {2340300, 2340300};
  const uint8_t first_only = 1;
  uint16_t status[2];
  uint8_t rule[2];
  char name[64];
  int64_t size = 0;
  sne_text* citation = NULL;
  sne_income_columns households;
  sne_verdict_columns verdicts;
  sne_wish_columns wishes;
  sne_channel_columns channels;
  sne_ceiling_table* table = NULL;
  const uint8_t** bits;
  int i;

  memset(&households, 0, sizeof households);
  households.struct_size = (uint32_t)sizeof households;
  households.zone = zone;
  households.category = category;
  households.extra = extra;
  households.n_2 = n_2;
  memset(&verdicts, 0, sizeof verdicts);
  verdicts.struct_size = (uint32_t)sizeof verdicts;
  verdicts.status = status;
  verdicts.rule = rule;
  CHECK(sne_ceiling_table_new(SNE_PRODUCT_PLUS, day("2026-03-12"), NULL, NULL, &table, NULL) == SNE_OK);
  CHECK(sne_columns_incomes(table, 2, &households, &verdicts, NULL) == SNE_OK && status[1] == SNE_OK && rule[1] == rule[0]);
  for (i = 0; i < 3; ++i) {
    bits = i == 0 ? &households.zone_valid : i == 1 ? &households.category_valid : &households.extra_valid;
    *bits = &first_only;
    CHECK(sne_columns_incomes(table, 2, &households, &verdicts, NULL) == SNE_OK);
    CHECK(status[0] == SNE_OK && status[1] == SNE_MISSING_VALUE && rule[0] != 255 && rule[1] == 255);
    *bits = NULL;
  }
  CHECK(sne_code_name(TEXT("rule"), rule[0], name, sizeof name, &size, NULL) == SNE_OK && strcmp(name, "ceiling.comparison") == 0);
  CHECK(sne_law_citation(NULL, name, size, day("2026-03-12"), &citation, NULL) == SNE_OK && citation != NULL);
  sne_text_free(citation);
  CHECK(sne_code_name(TEXT("rule"), 255, name, sizeof name, &size, NULL) == SNE_UNKNOWN_CODE);
  sne_ceiling_table_free(table);

  memset(&wishes, 0, sizeof wishes);
  wishes.struct_size = (uint32_t)sizeof wishes;
  wishes.online_user = wishes.wants_post = wishes.accepts_email = wishes.email_known = no;
  memset(&channels, 0, sizeof channels);
  channels.struct_size = (uint32_t)sizeof channels;
  channels.status = status;
  for (i = 0; i < 4; ++i) {
    bits = i == 0 ? &wishes.online_user_valid : i == 1 ? &wishes.wants_post_valid : i == 2 ? &wishes.accepts_email_valid : &wishes.email_known_valid;
    *bits = &first_only;
    CHECK(sne_columns_notice_channels(2, &wishes, day("2024-06-01"), NULL, &channels, NULL) == SNE_OK);
    CHECK(status[0] == SNE_OK && status[1] == SNE_MISSING_VALUE);
    *bits = NULL;
  }
}

/* A batch of one column of days, in memory that outlives it: `released` counts what the library gave back. */
static int released = 0;

static void release_schema(struct ArrowSchema* schema) {
  schema->release = NULL;
  ++released;
}

static void release_array(struct ArrowArray* array) {
  array->release = NULL;
  ++released;
}

static void test_arrow(void) {
  static int32_t bases[3];
  static const void* column_buffers[2];
  static const void* batch_buffers[1];
  static struct ArrowSchema column_schema;
  static struct ArrowArray column;
  static struct ArrowSchema* schemas[1];
  static struct ArrowArray* columns[1];
  struct ArrowSchema schema;
  struct ArrowArray batch;
  struct ArrowSchema schema_out;
  struct ArrowArray out;
  sne_fault fault = no_fault();
  sne_renewal_table* table = NULL;
  int round;

  CHECK(sne_renewal_table_new(NULL, NULL, day("2024-12-29"), &table, NULL) == SNE_OK);
  for (round = 0; round < 2; ++round) {
    bases[0] = day("2024-02-29");
    bases[1] = day("1990-01-01");
    bases[2] = day("2024-03-01");
    column_buffers[0] = NULL;
    column_buffers[1] = bases;
    batch_buffers[0] = NULL;
    memset(&column_schema, 0, sizeof column_schema);
    column_schema.format = round == 0 ? "tdD" : "g"; /* days, then floating numbers */
    column_schema.name = "base";
    column_schema.flags = ARROW_FLAG_NULLABLE;
    column_schema.release = release_schema;
    memset(&column, 0, sizeof column);
    column.length = 3;
    column.n_buffers = 2;
    column.buffers = column_buffers;
    column.release = release_array;
    schemas[0] = &column_schema;
    columns[0] = &column;
    memset(&schema, 0, sizeof schema);
    schema.format = "+s";
    schema.name = "";
    schema.n_children = 1;
    schema.children = schemas;
    schema.release = release_schema;
    memset(&batch, 0, sizeof batch);
    batch.length = 3;
    batch.n_buffers = 1;
    batch.buffers = batch_buffers;
    batch.n_children = 1;
    batch.children = columns;
    batch.release = release_array;
    if (round == 0) {
      CHECK(sne_arrow_deadlines(table, &schema, &batch, &schema_out, &out, &fault) == SNE_OK);
      CHECK(schema.release == NULL && batch.release == NULL && released == 2);
      CHECK(schema_out.n_children == 5 && strcmp(schema_out.children[1]->name, "last_valid") == 0);
      CHECK(out.length == 3 && out.children[0]->buffers[1] != NULL);
      CHECK(((const uint16_t*)out.children[0]->buffers[1])[1] == SNE_DATE_OUT_OF_RANGE);
      CHECK(((const int32_t*)out.children[1]->buffers[1])[0] == day("2025-02-28"));
      out.release(&out);
      schema_out.release(&schema_out);
      CHECK(out.release == NULL && schema_out.release == NULL);
    } else {
      CHECK(sne_arrow_deadlines(table, &schema, &batch, &schema_out, &out, &fault) == SNE_WRONG_TYPE && strcmp(fault.field, "base") == 0);
      CHECK(schema.release == NULL && batch.release == NULL && out.release == NULL && schema_out.release == NULL);
    }
  }
  CHECK(sne_arrow_deadlines(table, &schema, &batch, &schema_out, &out, &fault) == SNE_RELEASED_ARRAY);
  CHECK(sne_arrow_numbers(NULL, NULL, &schema_out, &out, &fault) == SNE_NULL_POINTER);
  CHECK(sne_arrow_incomes(NULL, &schema, &batch, &schema_out, &out, &fault) == SNE_RELEASED_ARRAY);
  CHECK(sne_arrow_notice_channels(&schema, &batch, 0, NULL, &schema_out, &out, &fault) == SNE_RELEASED_ARRAY);
  sne_renewal_table_free(table);
}

/* Columns of a batch in the order given, in memory that outlives it. */
enum { most_columns = 7, batch_rows = 2 };

typedef struct {
  const char* name;
  const char* format;
  const void* values;
  const void* bytes; /* of texts */
} given_column;

typedef struct {
  struct ArrowSchema schema, schemas[most_columns], *schema_places[most_columns];
  struct ArrowArray array, arrays[most_columns], *array_places[most_columns];
  const void* buffers[most_columns][3];
  const void* none[1];
} given_batch;

static void set_batch(given_batch* batch, const given_column* columns, int count) {
  int i;
  memset(batch, 0, sizeof *batch);
  for (i = 0; i < count; ++i) {
    batch->schemas[i].format = columns[i].format;
    batch->schemas[i].name = columns[i].name;
    batch->schemas[i].flags = ARROW_FLAG_NULLABLE;
    batch->schemas[i].release = release_schema;
    batch->buffers[i][1] = columns[i].values;
    batch->buffers[i][2] = columns[i].bytes;
    batch->arrays[i].length = batch_rows;
    batch->arrays[i].n_buffers = columns[i].bytes == NULL ? 2 : 3;
    batch->arrays[i].buffers = batch->buffers[i];
    batch->arrays[i].release = release_array;
    batch->schema_places[i] = &batch->schemas[i];
    batch->array_places[i] = &batch->arrays[i];
  }
  batch->schema.format = "+s";
  batch->schema.name = "";
  batch->schema.n_children = count;
  batch->schema.children = batch->schema_places;
  batch->schema.release = release_schema;
  batch->array.length = batch_rows;
  batch->array.n_buffers = 1;
  batch->array.buffers = batch->none;
  batch->array.n_children = count;
  batch->array.children = batch->array_places;
  batch->array.release = release_array;
}

/* A table that came back. */
typedef struct {
  struct ArrowSchema schema;
  struct ArrowArray array;
} answer_table;

static const struct ArrowArray* answer_column(const answer_table* table, const char* name) {
  int64_t i;
  for (i = 0; i < table->schema.n_children; ++i) {
    if (strcmp(table->schema.children[i]->name, name) == 0) return table->array.children[i];
  }
  printf("no column %s\n", name);
  ++failures;
  exit(EXIT_FAILURE);
}

#define ANSWER(table, type, name, row) (((const type*)answer_column(&(table), name)->buffers[1])[row])

static void drop_table(answer_table* table) {
  CHECK(table->schema.release != NULL && table->array.release != NULL);
  table->array.release(&table->array);
  table->schema.release(&table->schema);
}

static void test_arrow_numbers_and_communes(void) {
  static const int32_t number_offsets[] = {0, 18, 20};
  static const int32_t code_offsets[] = {0, 5, 10};
  static const given_column numbers[] = {{"numbers", "u", number_offsets, "1110318016982G1104no"}};
  static const given_column codes[] = {{"code", "u", code_offsets, "5935099999"}};
  given_batch batch;
  answer_table out;
  sne_commune_table* table = NULL;

  set_batch(&batch, numbers, 1);
  CHECK(sne_arrow_numbers(&batch.schema, &batch.array, &out.schema, &out.array, NULL) == SNE_OK);
  CHECK(out.schema.n_children == 7 && out.array.length == batch_rows);
  CHECK(ANSWER(out, uint16_t, "status", 0) == SNE_OK && ANSWER(out, uint16_t, "status", 1) != SNE_OK);
  CHECK(ANSWER(out, int32_t, "month", 0) == day("2018-03-01") && ANSWER(out, uint32_t, "sequence", 0) == 16982);
  drop_table(&out);

  CHECK(sne_commune_table_new(day("2024-12-31"), NULL, &table, NULL) == SNE_OK);
  set_batch(&batch, codes, 1);
  CHECK(sne_arrow_communes(table, &batch.schema, &batch.array, &out.schema, &out.array, NULL) == SNE_OK);
  CHECK(ANSWER(out, uint16_t, "status", 0) == SNE_OK && ANSWER(out, uint16_t, "status", 1) == SNE_UNKNOWN_COMMUNE);
  CHECK(ANSWER(out, uint8_t, "zone", 0) == SNE_ZONE_AUTRES_REGIONS && ANSWER(out, uint8_t, "region", 0) == 32);
  CHECK(ANSWER(out, uint32_t, "epci", 0) == 200093201);
  drop_table(&out);
  sne_commune_table_free(table);
}

/* Whatever the fault, what came is released once and what goes is left released. */
static void test_arrow_faults(void) {
  static const int32_t offsets[] = {0, 18, 20};
  static const given_column numbers[] = {{"numbers", "u", offsets, "1110318016982G1104no"}};
  given_batch batch;
  answer_table out;
  sne_fault fault;
  int kind;

  for (kind = 0; kind < 6; ++kind) {
    struct ArrowSchema* schema = kind == 0 ? NULL : &batch.schema;
    struct ArrowArray* array = kind == 1 ? NULL : &batch.array;
    struct ArrowSchema* schema_out = kind == 2 ? NULL : &out.schema;
    struct ArrowArray* array_out = kind == 3 ? NULL : &out.array;
    const int32_t expected = kind < 4 ? SNE_NULL_POINTER : kind == 4 ? SNE_BAD_STRUCT_SIZE : SNE_RELEASED_ARRAY;
    set_batch(&batch, numbers, 1);
    memset(&out, 0xaa, sizeof out);
    fault = no_fault();
    if (kind == 4) fault.struct_size = 0;
    if (kind == 5) batch.array.release = NULL;
    released = 0;
    CHECK(sne_arrow_numbers(schema, array, schema_out, array_out, &fault) == expected);
    CHECK(released == (kind == 0 || kind == 1 || kind == 5 ? 1 : 2));
    CHECK((schema == NULL || batch.schema.release == NULL) && (array == NULL || batch.array.release == NULL));
    CHECK((schema_out == NULL || out.schema.release == NULL) && (array_out == NULL || out.array.release == NULL));
  }
}

static void test_arrow_notices(void) {
  static const uint8_t no[] = {0, 0};
  static const uint8_t mixed[] = {1, 0};
  static const given_column wishes[] = {
      {"online_user", "C", mixed, NULL}, {"wants_post", "C", no, NULL}, {"accepts_email", "C", mixed, NULL}, {"email_known", "C", mixed, NULL}};
  given_batch batch;
  answer_table out;

  set_batch(&batch, wishes, 4);
  CHECK(sne_arrow_notice_channels(&batch.schema, &batch.array, day("2024-12-29"), NULL, &out.schema, &out.array, NULL) == SNE_OK);
  CHECK(ANSWER(out, uint16_t, "status", 0) == SNE_OK && ANSWER(out, uint16_t, "status", 1) == SNE_OK);
  CHECK((ANSWER(out, uint8_t, "email", 0) & 3) == 1 && (ANSWER(out, uint8_t, "post", 0) & 2) == 2); /* bits of the two rows */
  drop_table(&out);
}

static void test_arrow_incomes(void) {
  static int32_t bases[2];
  static const uint8_t zone[] = {SNE_ZONE_AUTRES_REGIONS, SNE_ZONE_AUTRES_REGIONS};
  static const uint8_t category[] = {1, 9};
  static const int64_t n_2[] = {2340300, 1};
  const given_column demands[] = {{"zone", "C", zone, NULL}, {"category", "C", category, NULL}, {"n_2", "l", n_2, NULL}, {"base", "tdD", bases, NULL}};
  given_batch batch;
  answer_table out;
  sne_fault fault = no_fault();
  sne_ceiling_table* ceilings = NULL;
  sne_renewal_table* calendars = NULL;

  bases[0] = day("2024-02-29");
  bases[1] = day("1990-01-01");
  CHECK(sne_ceiling_table_new(SNE_PRODUCT_PLUS, day("2026-03-12"), NULL, NULL, &ceilings, NULL) == SNE_OK);
  CHECK(sne_renewal_table_new(NULL, NULL, day("2024-12-29"), &calendars, NULL) == SNE_OK);

  set_batch(&batch, demands, 2);
  CHECK(sne_arrow_ceilings(ceilings, &batch.schema, &batch.array, &out.schema, &out.array, NULL) == SNE_OK);
  CHECK(ANSWER(out, int32_t, "ceiling", 0) == 23403 && ANSWER(out, uint16_t, "status", 1) == SNE_BAD_CATEGORY);
  drop_table(&out);

  set_batch(&batch, demands, 3);
  CHECK(sne_arrow_incomes(ceilings, &batch.schema, &batch.array, &out.schema, &out.array, NULL) == SNE_OK);
  CHECK(ANSWER(out, uint8_t, "outcome", 0) == SNE_ELIGIBILITY_ELIGIBLE && ANSWER(out, int64_t, "margin", 0) == 0);
  CHECK(ANSWER(out, int64_t, "income", 0) == 2340300 && ANSWER(out, uint16_t, "status", 1) == SNE_BAD_CATEGORY);
  drop_table(&out);

  set_batch(&batch, demands, 4);
  CHECK(sne_arrow_judge_demands(calendars, ceilings, &batch.schema, &batch.array, &out.schema, &out.array, NULL) == SNE_OK);
  CHECK(out.schema.n_children == 13 && ANSWER(out, int32_t, "last_valid", 0) == day("2025-02-28"));
  CHECK(ANSWER(out, uint16_t, "status", 1) == SNE_DATE_OUT_OF_RANGE && ANSWER(out, uint16_t, "income_status", 1) == SNE_BAD_CATEGORY);
  CHECK(ANSWER(out, uint8_t, "outcome", 0) == SNE_ELIGIBILITY_ELIGIBLE && ANSWER(out, uint16_t, "income_status", 0) == SNE_OK);
  drop_table(&out);

  set_batch(&batch, demands, 2);
  CHECK(sne_arrow_incomes(ceilings, &batch.schema, &batch.array, &out.schema, &out.array, &fault) == SNE_MISSING_COLUMN && strcmp(fault.field, "n_2") == 0);
  CHECK(batch.schema.release == NULL && out.array.release == NULL);
  sne_ceiling_table_free(ceilings);
  sne_renewal_table_free(calendars);
}

int main(void) {
  test_library();
  test_structs_and_pointers();
  test_handles_after_faults();
  test_longer_structs();
  test_days();
  test_numbers();
  test_law();
  test_renewal();
  test_demand();
  test_log();
  test_eligibility();
  test_answers();
  test_columns();
  test_columns_in_blocks();
  test_columns_with_missing_cells();
  test_arrow();
  test_arrow_numbers_and_communes();
  test_arrow_faults();
  test_arrow_notices();
  test_arrow_incomes();
  printf("%d checks failed\n", failures);
  return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
