// Law packs: a January vintage added to a book, and everything that a pack may not be.

#include <sne/law_pack.hpp>
#include <sne/law_table.hpp>

#include <algorithm>
#include <functional>
#include <string>

#include <gtest/gtest.h>

namespace sne {
namespace {

const LawBook builtin = LawBook::builtin();
const Policy policy = Policy::sne();

constexpr std::array mainland{CeilingZone::paris_and_adjoining, CeilingZone::ile_de_france, CeilingZone::other_regions};

/// Moves an amount by 1.2 %, half up.
std::int32_t moved(std::int32_t amount) { return detail::share_half_up(amount, 1012); }

std::array<std::int32_t, 7> cells_on(const LawBook& law, Product product, CeilingZone zone, Date day) {
  std::array<std::int32_t, 7> cells{};
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = ceiling_cell(product, zone, i, day, law, policy)->euros;
  return cells;
}

/// The tables of a year, 1.2 % over the year before in `law`.
void add_year(LawPack& pack, const LawBook& law, std::int32_t year, const std::string& citation) {
  const Date from = Date::of(year, 1, 1).value();
  const Date to = Date::of(year, 12, 31).value();
  const auto add = [&](Product product, CeilingZone zone, auto euros) { pack.tables.push_back({product, zone, from, to, euros, Mark::text, citation}); };
  std::array<std::int32_t, 7> plus{};
  for (const Product product : {Product::plai, Product::plus}) {
    for (const CeilingZone zone : mainland) {
      plus = cells_on(law, product, zone, from - 1);
      std::transform(plus.begin(), plus.end(), plus.begin(), moved);
      add(product, zone, plus);
    }
  }
  std::array<std::int32_t, 7> lls{};
  std::array<std::int32_t, 7> llts{};
  std::transform(plus.begin(), plus.end(), lls.begin(), [](std::int32_t amount) { return detail::share_half_up(amount, 900); });
  std::transform(plus.begin(), plus.end(), llts.begin(), [](std::int32_t amount) { return detail::share_half_up(amount, 675); });
  add(Product::llts, CeilingZone::overseas, llts);
  add(Product::lls, CeilingZone::overseas, lls);
  pack.horizon = to;
}

AddedOrder order(std::string_view id, std::int32_t year) {
  AddedOrder made;
  made.id = InlineText<40>::of(id).value();
  made.article = InlineText<80>::of("Arrêté du 29 juillet 1987").value();
  made.title = InlineText<120>::of("order of the test").value();
  made.source = InlineText<40>::of("test").value();
  made.from = Date::of(year, 1, 1).value();
  made.to = Date::of(year, 12, 31).value();
  made.mark = Mark::text;
  made.dated = Date::of(year - 1, 12, 18).value();
  return made;
}

LawPack pack_of_2027() {
  LawPack pack;
  pack.id = "ceilings-2027";
  pack.published = "2026-12-20"_date;
  pack.needs = {"ceiling.amount", "ceiling.pls", "ceiling.overseas"};
  pack.citations = {order("arr-test-2027", 2027)};
  add_year(pack, builtin, 2027, "arr-test-2027");
  return pack;
}

LawPackReport checked(const LawPack& pack, const LawBook& onto = builtin) { return check_law_pack(write_law_pack(pack), onto); }

LawBook loaded(const LawPack& pack, const LawBook& onto = builtin) { return LawBook::load(write_law_pack(pack), onto).value(); }

/// The first fault of the pack of 2027 once it is spoilt.
LawPackFault spoilt(const std::function<void(LawPack&)>& spoil) {
  LawPack pack = pack_of_2027();
  spoil(pack);
  const LawPackReport report = checked(pack);
  EXPECT_FALSE(report.law);
  return report.faults.empty() ? LawPackFault{} : report.faults.front();
}

void expect(const LawPackFault& fault, Errc code, std::string_view path, std::optional<std::size_t> row = std::nullopt) {
  EXPECT_EQ(text(fault.code), text(code));
  EXPECT_EQ(fault.path, path);
  EXPECT_EQ(fault.row, row);
}

/// The pack of 2027 as JSON with one text replaced by another.
std::string replaced(std::string_view from, std::string_view to) {
  std::string json = write_law_pack(pack_of_2027());
  const std::size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return json.replace(at, from.size(), to);
}

LawPackFault first_fault(std::string_view json) {
  const LawPackReport report = check_law_pack(json);
  EXPECT_FALSE(report.law);
  return report.faults.empty() ? LawPackFault{} : report.faults.front();
}

// What a pack does.

TEST(LawPack, AddsAJanuaryWithoutARebuild) {
  const LawBook law = loaded(pack_of_2027());
  EXPECT_EQ(law.horizon(), "2027-12-31"_date);
  const CeilingAmount amount = ceiling(Product::plus, CeilingZone::paris_and_adjoining, {1, 0}, "2027-03-01"_date, law, policy).value();
  EXPECT_EQ(amount.euros, 27243);  // 26 920 x 1.012 = 27 243.04
  EXPECT_EQ(amount.mark, Mark::text);
  EXPECT_EQ(ceiling_citation(amount, law).id, "arr-test-2027");
  EXPECT_EQ(ceiling_source(amount, law), "test");
  EXPECT_EQ(law.ceiling_order(amount.order).dated, "2026-12-18"_date);
  EXPECT_EQ(ceiling(Product::pls, CeilingZone::paris_and_adjoining, {1, 0}, "2027-03-01"_date, law, policy)->euros, 35416);  // 35 415.9
  EXPECT_EQ(ceiling(Product::plus, CeilingZone::paris_and_adjoining, {1, 0}, "2026-12-31"_date, law, policy)->euros, 26920);
  EXPECT_EQ(ceiling(Product::plus, CeilingZone::paris_and_adjoining, {1, 0}, "2028-01-01"_date, law, policy).error().code, Errc::beyond_horizon);
}

TEST(LawPack, ABookWithAPackIsAnotherBook) {
  const LawBook law = loaded(pack_of_2027());
  EXPECT_NE(law, builtin);
  EXPECT_NE(law.id(), builtin.id());
  EXPECT_NE(law.id(), builtin.with_horizon("2027-12-31"_date).id());
  EXPECT_EQ(law, loaded(pack_of_2027()));
  EXPECT_EQ(law.id(), loaded(pack_of_2027()).id());
  LawPack dearer = pack_of_2027();
  dearer.citations[0].title = InlineText<120>::of("another title").value();
  EXPECT_NE(loaded(dearer).id(), law.id());
}

TEST(LawPack, FourYearsOneAfterTheOtherOrInOnePack) {
  LawBook one_by_one = builtin;
  LawPack all = pack_of_2027();
  for (std::int32_t year = 2027; year <= 2030; ++year) {
    const std::string id = "arr-test-" + std::to_string(year);
    LawPack pack = pack_of_2027();
    pack.tables.clear();
    pack.citations = {order(id, year)};
    add_year(pack, one_by_one, year, id);
    if (year > 2027) {
      all.citations.push_back(order(id, year));
      add_year(all, one_by_one, year, id);
    }
    one_by_one = loaded(pack, one_by_one);
  }
  EXPECT_EQ(one_by_one.added_ceilings().size(), 4U);
  EXPECT_EQ(one_by_one.horizon(), "2030-12-31"_date);
  const LawBook at_once = loaded(all);
  EXPECT_EQ(cells_on(at_once, Product::pls, CeilingZone::overseas, "2030-06-01"_date), cells_on(one_by_one, Product::pls, CeilingZone::overseas, "2030-06-01"_date));

  LawPack fifth = pack_of_2027();
  fifth.tables.clear();
  fifth.citations = {order("arr-test-2031", 2031)};
  add_year(fifth, one_by_one, 2031, "arr-test-2031");
  expect(checked(fifth, one_by_one).faults.front(), Errc::pack_full, "/tables/0", 0);
}

TEST(LawPack, WrittenAndReadBack) {
  const LawPack pack = pack_of_2027();
  const LawPackReport report = checked(pack);
  ASSERT_TRUE(report.pack);
  EXPECT_EQ(*report.pack, pack);
  EXPECT_EQ(write_law_pack(*report.pack), write_law_pack(pack));
}

TEST(LawPack, KeepsTheOtherAmendmentsOfTheBook) {
  const LawBook amended = builtin.with_suspension({"2020-03-12"_date, "2020-07-11"_date}).value();
  const LawBook law = loaded(pack_of_2027(), amended);
  EXPECT_TRUE(law.suspended("2020-04-01"_date));
  EXPECT_EQ(law.added_ceilings().size(), 1U);
}

TEST(LawPack, OverseasMayBeLeftOut) {
  LawPack pack = pack_of_2027();
  pack.tables.resize(6);
  const LawBook law = loaded(pack);
  EXPECT_FALSE(ceiling(Product::lls, CeilingZone::overseas, {1, 0}, "2027-03-01"_date, law, policy)->known());
  pack = pack_of_2027();
  pack.tables.pop_back();
  expect(checked(pack).faults.front(), Errc::pack_incomplete, "/tables");
  EXPECT_EQ(checked(pack).faults.front().expected, "LLS dom 2027-01-01");
}

TEST(LawPack, MayCiteAnOrderOfTheBook) {
  expect(spoilt([](LawPack& pack) { pack.tables[7].citation = "arr2025-12-19"; }), Errc::pack_uncited, "/tables/7/citation", 7);
}

// Bad packs.

TEST(BadPack, Overlap) {
  expect(spoilt([](LawPack& pack) { for (auto& table : pack.tables) table.from = "2026-12-31"_date; pack.citations[0].from = "2026-01-01"_date; }),
         Errc::pack_overlap, "/tables/0/from", 0);
  expect(spoilt([](LawPack& pack) { pack.tables.push_back(pack.tables[2]); }), Errc::pack_overlap, "/tables/8", 8);
  expect(spoilt([](LawPack& pack) { pack.tables[3].to = "2027-06-30"_date; }), Errc::pack_overlap, "/tables/3", 3);
  expect(checked(pack_of_2027(), loaded(pack_of_2027())).faults.front(), Errc::duplicate_key, "/citations/0/id", 0);
}

TEST(BadPack, Gap) {
  const LawPackFault fault = spoilt([](LawPack& pack) { for (auto& table : pack.tables) table.from = "2027-01-02"_date; });
  expect(fault, Errc::pack_gap, "/tables/0/from", 0);
  EXPECT_EQ(fault.expected, "2027-01-01");
  expect(spoilt([](LawPack& pack) { pack.horizon = "2028-06-30"_date; }), Errc::pack_gap, "/horizon");
  expect(spoilt([](LawPack& pack) { pack.horizon = "2027-06-30"_date; }), Errc::beyond_horizon, "/horizon");
}

TEST(BadPack, Uncited) {
  expect(spoilt([](LawPack& pack) { pack.tables[4].citation.clear(); }), Errc::pack_uncited, "/tables/4/citation", 4);
  expect(spoilt([](LawPack& pack) { pack.tables[4].citation = "another"; }), Errc::pack_uncited, "/tables/4/citation", 4);
  expect(spoilt([](LawPack& pack) { pack.citations[0].to = "2027-06-30"_date; pack.citations[0].from = "2027-06-01"_date; }), Errc::pack_uncited,
         "/tables/0/citation", 0);
  expect(first_fault(replaced("\"citation\"", "\"quotation\"")), Errc::unknown_key, "/tables/0/quotation", 0);
}

TEST(BadPack, ARuleThatTheLibraryLacks) {
  expect(spoilt([](LawPack& pack) { pack.needs.emplace_back("ceiling.by-moonlight"); }), Errc::pack_unsupported, "/requires/3");
  expect(first_fault(replaced("\"format\": 1", "\"format\": 2")), Errc::pack_unsupported, "/format");
  expect(spoilt([](LawPack& pack) { pack.tables[3].product = Product::pls; }), Errc::pack_unsupported, "/tables/3/product", 3);
  expect(spoilt([](LawPack& pack) { pack.tables[3].zone = CeilingZone::overseas; }), Errc::product_not_in_zone, "/tables/3/product", 3);
}

TEST(BadPack, Incomplete) {
  expect(spoilt([](LawPack& pack) { pack.tables.erase(pack.tables.begin()); }), Errc::pack_incomplete, "/tables");
  expect(spoilt([](LawPack& pack) { pack.tables.clear(); }), Errc::pack_incomplete, "/tables");
  expect(first_fault(replaced("27243", "null")), Errc::pack_incomplete, "/tables/3/euros/0", 3);
}

TEST(BadPack, EveryTypoOfOneDigitIsNamed) {
  std::size_t tried = 0;
  for (std::size_t row = 0; row < 8; ++row) {
    for (std::size_t cell = 0; cell < 7; ++cell) {
      for (const std::int32_t step : {1, -1, 10, -10, 300, -900, 10000}) {
        LawPack pack = pack_of_2027();
        pack.tables[row].euros[cell] += step;
        if (pack.tables[row].euros[cell] < 1) continue;
        const LawPackReport report = checked(pack);
        const std::string path = "/tables/" + std::to_string(row) + "/euros/" + std::to_string(cell);
        ++tried;
        // An error of one euro may lie within the rounding that the other cells leave; for PLUS of other regions the overseas amounts tell.
        if (std::abs(step) == 1 && (report.law || row == 5)) continue;
        EXPECT_TRUE(std::any_of(report.faults.begin(), report.faults.end(), [&path](const LawPackFault& fault) { return fault.path == path; }))
            << path << ' ' << step;
      }
    }
  }
  EXPECT_GT(tried, 380U);
}

TEST(BadPack, AmountsOutOfPlace) {
  const LawPackFault fault = spoilt([](LawPack& pack) { pack.tables[3].euros[2] += 90; });
  expect(fault, Errc::pack_rate, "/tables/3/euros/2", 3);
  EXPECT_EQ(fault.expected, "53373");  // 52 740 x 1.012 = 53 372.9
  expect(spoilt([](LawPack& pack) { pack.tables[0].euros[0] = pack.tables[3].euros[0] + 1; }), Errc::bad_amount, "/tables/0/euros/0", 0);
  expect(spoilt([](LawPack& pack) { std::swap(pack.tables[3].euros[0], pack.tables[3].euros[1]); }), Errc::bad_amount, "/tables/3/euros/1", 3);
  expect(spoilt([](LawPack& pack) { pack.tables[7].euros[0] += 1; }), Errc::pack_rate, "/tables/7/euros/0", 7);
  expect(first_fault(replaced("27243", "-27243")), Errc::bad_amount, "/tables/3/euros/0", 3);
  expect(first_fault(replaced("27243", "1000000")), Errc::bad_amount, "/tables/3/euros/0", 3);
  expect(first_fault(replaced("27243", "27243.0")), Errc::wrong_type, "/tables/3/euros/0", 3);
  expect(first_fault(replaced("27243", "99999999999999999999999999")), Errc::bad_number, "/tables/3/euros/0");
}

TEST(BadPack, AJumpAboveFivePerCent) {
  LawPack pack = pack_of_2027();
  for (std::size_t row = 0; row < 6; ++row) {
    for (std::int32_t& cell : pack.tables[row].euros) cell = detail::share_half_up(cell, 1050);
  }
  pack.tables.resize(6);
  const LawPackReport report = checked(pack);
  EXPECT_EQ(report.faults.size(), 42U);
  EXPECT_EQ(report.faults.front().code, Errc::pack_rate);
}

TEST(BadPack, SlackIsOneEuroAtMostAndSaid) {
  LawPack pack = pack_of_2027();
  pack.tables[3].euros[2] += 1;
  EXPECT_FALSE(checked(pack).law);
  pack.slack = 1;
  EXPECT_TRUE(checked(pack).law);
  pack.tables[3].euros[2] += 2;
  EXPECT_FALSE(checked(pack).law);
  pack.slack = 2;
  expect(checked(pack).faults.front(), Errc::bad_number, "/slack");
}

TEST(BadPack, DigestOfAnotherContent) {
  const LawPackFault fault = first_fault(replaced("\"id\": \"ceilings-2027\"", "\"id\": \"ceilings-2O27\""));
  expect(fault, Errc::pack_digest, "/digest");
  EXPECT_EQ(fault.expected.size(), 16U);
  EXPECT_TRUE(check_law_pack(replaced("\"format\": 1", "\"format\"  :1")).law) << "spaces are no content";
}

TEST(BadPack, NotThePromisedJson) {
  expect(first_fault(""), Errc::empty_input, "");
  expect(first_fault("[]"), Errc::wrong_type, "");
  expect(first_fault("{}"), Errc::missing_value, "/format");
  expect(first_fault("{\"format\": \"1\"}"), Errc::wrong_type, "/format");
  const LawPackFault broken = first_fault("{\"format\": 1,}");
  expect(broken, Errc::bad_json, "");
  EXPECT_EQ(broken.at, 13U);
  expect(first_fault("{\"format\": 1} x"), Errc::bad_json, "");
  expect(first_fault("{\"format\": NaN}"), Errc::bad_json, "");
  expect(first_fault("{\"format\": 1, \"id\": \"\\ud800\"}"), Errc::bad_json, "");
  expect(first_fault(replaced("\"tables\": [", "\"tables\": [7, ")), Errc::wrong_type, "/tables/0", 0);
  expect(first_fault(replaced("\"2027-01-01\"", "\"2027-02-29\"")), Errc::impossible_date, "/citations/0/from", 0);
  expect(first_fault(replaced("ceilings-2027", "ceilings\\u0000")), Errc::binary_input, "/id");
  expect(first_fault(replaced("ceilings-2027", "ceilings\\u0001")), Errc::bad_character, "/id");
  expect(first_fault(replaced("order of the test", std::string(121, 'x'))), Errc::bad_identifier, "/citations/0/title", 0);
  expect(first_fault(replaced("\"mark\": \"text\"", "\"mark\": \"gospel\"")), Errc::unknown_code, "/citations/0/mark", 0);
}

TEST(BadPack, KeysGivenTwice) {
  expect(first_fault("{\"format\": 1, \"format\": 1}"), Errc::duplicate_key, "/format");
  expect(first_fault(replaced("\"product\": \"PLAI\"", "\"product\": \"PLAI\", \"product\": \"PLAI\"")), Errc::duplicate_key, "/tables/0/product");
}

TEST(BadPack, NestedTooDeep) {
  expect(first_fault(std::string(law_pack_size_limit, '[')), Errc::too_deep, "/0/0/0/0/0/0/0/0");
  std::string objects;
  while (objects.size() < 1000000) objects += "{\"a\":";
  expect(first_fault(objects), Errc::too_deep, "/a/a/a/a/a/a/a/a");
}

TEST(BadPack, TooLarge) {
  const LawPackFault fault = first_fault(std::string(law_pack_size_limit + 1, ' '));
  expect(fault, Errc::too_large, "");
  EXPECT_EQ(fault.at, law_pack_size_limit);
  std::string many = "{\"format\": 1, \"tables\": [";
  for (int i = 0; i < 500000; ++i) many += i == 0 ? "7" : ",7";
  many += "]}";
  const LawPackReport report = check_law_pack(many);
  EXPECT_LE(report.faults.size(), law_pack_fault_limit);
  EXPECT_TRUE(std::any_of(report.faults.begin(), report.faults.end(), [](const LawPackFault& one) { return one.code == Errc::pack_full; }));
}

TEST(BadPack, WrongEncodings) {
  EXPECT_EQ(first_fault("\xff\xfe{\0}\0").code, Errc::bad_encoding);
  EXPECT_EQ(first_fault(std::string_view("{\0}\0", 4)).code, Errc::binary_input);
  const LawPackFault latin = first_fault("{\"id\": \"arr\xeat\xe9\"}");
  expect(latin, Errc::bad_encoding, "");
  EXPECT_EQ(latin.at, 11U);
  EXPECT_TRUE(check_law_pack("\xef\xbb\xbf" + write_law_pack(pack_of_2027())).law) << "a UTF-8 mark is read";
}

TEST(BadPack, EveryPrefixIsRefusedAndNothingIsThrown) {
  const std::string json = write_law_pack(pack_of_2027());
  for (std::size_t size = 0; size + 2 < json.size(); size += 7) EXPECT_FALSE(check_law_pack(std::string_view(json).substr(0, size)).faults.empty());
  LawPack odd = pack_of_2027();
  odd.id = "\xff";
  EXPECT_FALSE(write_law_pack(odd).empty());
}

TEST(LawBookCeilings, AddedByHand) {
  CeilingVintage vintage = builtin.last_ceilings();
  vintage.from = "2027-01-01"_date;
  vintage.to = "2027-12-31"_date;
  EXPECT_EQ(builtin.with_ceilings(vintage, {})->ceilings_end(), "2027-12-31"_date);
  vintage.tables[0].order = 200;
  EXPECT_EQ(builtin.with_ceilings(vintage, {}).error().code, Errc::pack_uncited);
  vintage.from = "2027-01-02"_date;
  EXPECT_EQ(builtin.with_ceilings(vintage, {}).error().code, Errc::pack_gap);
  vintage.from = "2026-12-31"_date;
  EXPECT_EQ(builtin.with_ceilings(vintage, {}).error().code, Errc::pack_overlap);
  vintage.to = "2026-12-30"_date;
  EXPECT_EQ(builtin.with_ceilings(vintage, {}).error().code, Errc::impossible_date);
}

// The table of a day.

TEST(LawTable, EveryCellWithItsSource) {
  const auto lines = ceiling_lines("2026-06-01"_date, builtin, policy).value();
  EXPECT_EQ(lines.size(), 84U);
  for (const CeilingLine& line : lines) {
    EXPECT_TRUE(line.amount.known());
    EXPECT_FALSE(line.source.empty());
    EXPECT_TRUE(line.citation.in_force("2026-06-01"_date));
  }
  EXPECT_EQ(ceiling_lines("2026-06-01"_date, builtin, policy, Product::pls)->size(), 28U);
  EXPECT_EQ(ceiling_lines("2007-06-01"_date, builtin, policy).error().code, Errc::date_out_of_range);
  EXPECT_EQ(ceiling_lines("2027-06-01"_date, builtin, policy).error().code, Errc::beyond_horizon);
}

TEST(LawTable, Forms) {
  const std::string csv = law_table("2026-06-01"_date, builtin, policy, TableForm::csv, Product::plus).value();
  EXPECT_NE(csv.find("PLUS,paris_communes_limitrophes,1,26920,text,ceiling.amount,arr2025-12-19,"), std::string::npos);
  const std::string json = law_table("2020-06-01"_date, builtin, policy, TableForm::json).value();
  EXPECT_NE(json.find("\"euros\": null"), std::string::npos) << "no text overseas for 2020";
  const std::string shown = law_table("2026-06-01"_date, builtin, policy, TableForm::text).value();
  EXPECT_NE(shown.find("chain 145.77/144.51"), std::string::npos);
}

}  // namespace
}  // namespace sne
