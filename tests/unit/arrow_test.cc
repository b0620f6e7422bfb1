// Columns by the Arrow C interfaces: what is read in place, what is converted, what is refused, and who releases what.

#include <sne/arrow.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <thread>

#include <gtest/gtest.h>

#include "arrow_arrays.hpp"

namespace sne {
namespace {

using arrays::array;
using arrays::Buffer;
using arrays::list_of;
using arrays::numbers;
using arrays::schema;
using arrays::schemas;
using arrays::texts;
using arrays::with_children;
using arrays::with_dictionary;

constexpr std::int64_t unknown_count = -1;

class Arrow : public testing::Test {
 protected:
  void SetUp() override { arrays::alive() = 0; }
  void TearDown() override { EXPECT_EQ(arrays::alive(), 0) << "structures that nobody released"; }
};

ColumnAsked asked(Asked as) { return {"column", as}; }

/// What a kernel sees of a column, row by row: its text, or `-` and the fault.
std::vector<std::string> seen_texts(const ColumnResult<ArrowColumn>& column, std::size_t limit = 3) {
  if (!column) return {"fault", std::string(text(column.error().code))};
  std::vector<std::string> seen;
  TextBlock block;
  const ArrowColumn* const all[] = {&*column};
  for (const RowRange rows : *common_blocks(all, limit)) {
    if (const auto fault = column->read(rows, block)) return {"fault", std::string(text(fault->code))};
    for (std::size_t row = 0; row < rows.count; ++row) {
      const Result<std::string_view> cell = block.column.read(row);
      seen.push_back(cell ? std::string(*cell) : "-" + std::string(text(cell.error().code)));
    }
  }
  return seen;
}

template <class Value>
std::vector<std::string> seen(const ColumnResult<ArrowColumn>& column, std::size_t limit = 3) {
  if (!column) return {"fault", std::string(text(column.error().code))};
  std::vector<std::string> out;
  ColumnBlock<Value> block;
  const ArrowColumn* const all[] = {&*column};
  for (const RowRange rows : *common_blocks(all, limit)) {
    if (const auto fault = column->read(rows, block)) return {"fault", std::string(text(fault->code))};
    for (std::size_t row = 0; row < rows.count; ++row) {
      std::string cell = block.column.valid[row] ? "" : "-MISSING_VALUE";
      for (const CellFault& fault : block.faults) {
        if (fault.row == row) cell = "-" + std::string(text(fault.code));
      }
      if constexpr (std::is_same_v<Value, Date>) {
        out.push_back(cell.empty() ? std::to_string(block.column.values[row].days()) : cell);
      } else {
        out.push_back(cell.empty() ? std::to_string(block.column.values[row]) : cell);
      }
    }
  }
  return out;
}

using Seen = std::vector<std::string>;

// Texts

TEST_F(Arrow, TextsStayWhereTheyAre) {
  HeldArray given = texts({"one", "", "three", "4"});
  const void* const bytes = given.get().buffers[2];
  const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::text), schema("u"), std::move(given));
  TextBlock block;
  ASSERT_FALSE(column->read({0, 4}, block));
  EXPECT_EQ(block.column[0].data(), bytes);
  EXPECT_EQ(seen_texts(column), (Seen{"one", "", "three", "4"}));
}

TEST_F(Arrow, TextsOfEveryLayout) {
  const Buffer half(std::vector<std::uint8_t>{0b0101});
  const std::string bytes = "aabbbcccc";
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("U"), array(4, {half, Buffer(std::vector<std::int64_t>{0, 2, 5, 9, 9}), Buffer(bytes)}, 2))),
            (Seen{"aa", "-MISSING_VALUE", "cccc", "-MISSING_VALUE"}));
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("n"), array(2, {}, 2))), (Seen{"-MISSING_VALUE", "-MISSING_VALUE"}));
  // Only empty texts: no bytes are needed.
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("u"), array(2, {{}, Buffer(std::vector<std::int32_t>{7, 7, 7}), {}}))), (Seen{"", ""}));
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("u"), texts({std::string("a\0b", 3), std::string(1, '\0')}))),
            (Seen{std::string("a\0b", 3), std::string(1, '\0')}));
}

TEST_F(Arrow, OffsetsOfSlicesAndUnknownCounts) {
  HeldArray slice = texts({"a", "b", "c", "d", "e"}, Buffer(std::vector<std::uint8_t>{0b01011}), unknown_count);
  slice.get().offset = 1;
  slice.get().length = 3;
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("u"), std::move(slice))), (Seen{"b", "-MISSING_VALUE", "d"}));
  // A count that is not known, and no bits: nothing is missing.
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("u"), texts({"a"}, {}, unknown_count))), (Seen{"a"}));
}

HeldArray views(const std::vector<TextView>& given, const std::vector<std::string>& bytes, std::vector<std::int64_t> sizes) {
  std::vector<Buffer> buffers{{}, Buffer(given)};
  for (const std::string& one : bytes) buffers.emplace_back(one);
  buffers.emplace_back(sizes);
  return array(static_cast<std::int64_t>(given.size()), std::move(buffers));
}

TextView short_view(const std::string& bytes) {
  TextView view{static_cast<std::int32_t>(bytes.size()), {}};
  std::copy(bytes.begin(), bytes.end(), view.in_place.begin());
  return view;
}
TextView long_view(std::int32_t size, std::int32_t buffer, std::int32_t offset) {
  TextView view{size, {}};
  std::memcpy(&view.in_place[4], &buffer, sizeof buffer);
  std::memcpy(&view.in_place[8], &offset, sizeof offset);
  return view;
}

TEST_F(Arrow, ViewsAndTheirBuffers) {
  const std::string first = "thirteen char", second = "xxthe second buffer";
  const std::vector<TextView> given{short_view("abc"), long_view(13, 0, 0), long_view(17, 1, 2), short_view(""), short_view("twelve chars")};
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("vu"), views(given, {first, second}, {13, 19}))),
            (Seen{"abc", "thirteen char", "the second buffer", "", "twelve chars"}));
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("vu"), views({short_view("only")}, {}, {}))), (Seen{"only"}));
  const std::vector<TextView> bad{long_view(13, 2, 0), long_view(13, -1, 0), long_view(13, 0, 1), long_view(13, 0, -1), long_view(-1, 0, 0)};
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("vu"), views(bad, {first, second}, {13, 19}))), Seen(5, "-BAD_LAYOUT"));
}

TEST_F(Arrow, DictionariesOfTextsWithEveryIndex) {
  const auto read = [](const char* format, HeldArray indexes) {
    return seen_texts(ArrowColumn::of(asked(Asked::text), schema(format, "", {}, schema("u")),
                                      with_dictionary(std::move(indexes), texts({"a", "?", "c"}, Buffer(std::vector<std::uint8_t>{0b101}), 1))));
  };
  const Seen expected{"c", "a", "-MISSING_VALUE", "-BAD_INDEX"};
  EXPECT_EQ(read("c", numbers<std::int8_t>({2, 0, 1, -1})), expected);
  EXPECT_EQ(read("C", numbers<std::uint8_t>({2, 0, 1, 3})), expected);
  EXPECT_EQ(read("s", numbers<std::int16_t>({2, 0, 1, 3})), expected);
  EXPECT_EQ(read("S", numbers<std::uint16_t>({2, 0, 1, 3})), expected);
  EXPECT_EQ(read("i", numbers<std::int32_t>({2, 0, 1, -2})), expected);
  EXPECT_EQ(read("I", numbers<std::uint32_t>({2, 0, 1, 3})), expected);
  EXPECT_EQ(read("l", numbers<std::int64_t>({2, 0, 1, std::numeric_limits<std::int64_t>::min()})), expected);
  EXPECT_EQ(read("L", numbers<std::uint64_t>({2, 0, 1, std::numeric_limits<std::uint64_t>::max()})), expected);
  // A missing index may be anything.
  EXPECT_EQ(read("c", numbers<std::int8_t>({2, 99}, Buffer(std::vector<std::uint8_t>{0b01}), 1)), (Seen{"c", "-MISSING_VALUE"}));
}

TEST_F(Arrow, DictionaryOfNothingAndEmptyDictionary) {
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("i", "", {}, schema("n")),
                                       with_dictionary(numbers<std::int32_t>({0, 1}), array(1, {}, 1)))),
            (Seen{"-MISSING_VALUE", "-BAD_INDEX"}));
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("i", "", {}, schema("u")),
                                       with_dictionary(numbers<std::int32_t>({0}), texts({})))),
            (Seen{"-BAD_INDEX"}));
}

// Days

TEST_F(Arrow, DaysInPlace) {
  HeldArray given = numbers<std::int32_t>({0, 19723, -1});
  const void* const values = given.get().buffers[1];
  const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::day), schema("tdD"), std::move(given));
  ColumnBlock<Date> block;
  ASSERT_FALSE(column->read({0, 3}, block));
  EXPECT_EQ(static_cast<const void*>(block.column.values.data()), values);
  EXPECT_EQ(seen<Date>(column), (Seen{"0", "19723", "-1"}));
}

TEST_F(Arrow, DaysOfOtherTypes) {
  constexpr std::int64_t day = 86'400'000;
  EXPECT_EQ(seen<Date>(ArrowColumn::of(asked(Asked::day), schema("tdm"), numbers<std::int64_t>({0, 3 * day, -day, day << 32}))),
            (Seen{"0", "3", "-1", "-DATE_OUT_OF_RANGE"}));
  EXPECT_EQ(seen<Date>(ArrowColumn::of(asked(Asked::day), schema("c", "", {}, schema("tdD")),
                                       with_dictionary(numbers<std::int8_t>({1, 0, 2}), numbers<std::int32_t>({10, 20})))),
            (Seen{"20", "10", "-BAD_INDEX"}));
  EXPECT_EQ(seen<Date>(ArrowColumn::of(asked(Asked::day), schema("n"), array(2, {}))), (Seen{"-MISSING_VALUE", "-MISSING_VALUE"}));
  EXPECT_EQ(seen<Date>(ArrowColumn::of(asked(Asked::day_count), schema("l"), numbers<std::int64_t>({5, std::int64_t{1} << 31}))),
            (Seen{"5", "-DATE_OUT_OF_RANGE"}));
  EXPECT_EQ(seen<Date>(ArrowColumn::of(asked(Asked::day_count), schema("i"), numbers<std::int32_t>({5}))), (Seen{"5"}));
}

TEST_F(Arrow, ADate64WithATimeOfDayIsNoDay) {
  const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::day), schema("tdm"), numbers<std::int64_t>({0, 1}));
  ColumnBlock<Date> block;
  EXPECT_FALSE(column->read({0, 1}, block));
  const auto fault = column->read({0, 2}, block);
  ASSERT_TRUE(fault);
  EXPECT_EQ(*fault, (ColumnFault{Errc::wrong_type, "column", "date32, or date64 of whole days", "date64 with a time of day"}));
  // Under a missing row there may be anything.
  EXPECT_EQ(seen<Date>(ArrowColumn::of(asked(Asked::day), schema("tdm"), numbers<std::int64_t>({0, 1}, Buffer(std::vector<std::uint8_t>{1}), 1))),
            (Seen{"0", "-MISSING_VALUE"}));
}

// Whole numbers

TEST_F(Arrow, WholeNumbersOfEveryWidth) {
  const auto read = [](const char* format, HeldArray given) { return seen<std::int64_t>(ArrowColumn::of(asked(Asked::whole), schema(format), std::move(given))); };
  EXPECT_EQ(read("c", numbers<std::int8_t>({-128, 127})), (Seen{"-128", "127"}));
  EXPECT_EQ(read("C", numbers<std::uint8_t>({0, 255})), (Seen{"0", "255"}));
  EXPECT_EQ(read("s", numbers<std::int16_t>({-32768})), (Seen{"-32768"}));
  EXPECT_EQ(read("S", numbers<std::uint16_t>({65535})), (Seen{"65535"}));
  EXPECT_EQ(read("i", numbers<std::int32_t>({-5})), (Seen{"-5"}));
  EXPECT_EQ(read("I", numbers<std::uint32_t>({4294967295})), (Seen{"4294967295"}));
  EXPECT_EQ(read("l", numbers<std::int64_t>({1, 2, 3, 4})), (Seen{"1", "2", "3", "4"}));
  EXPECT_EQ(read("L", numbers<std::uint64_t>({7, std::uint64_t{1} << 63})), (Seen{"7", "-BAD_NUMBER"}));
}

TEST_F(Arrow, NumbersInPlaceWhenTheWidthIsTheOneAsked) {
  HeldArray given = numbers<std::int64_t>({1, 2, 3});
  given.get().offset = 1;
  given.get().length = 2;
  const auto* const values = static_cast<const std::int64_t*>(given.get().buffers[1]);
  const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::cents), schema("l"), std::move(given));
  ColumnBlock<std::int64_t> block;
  ASSERT_FALSE(column->read({0, 2}, block));
  EXPECT_EQ(block.column.values.data(), values + 1);
  EXPECT_TRUE(block.values.empty() && block.bits.empty());
}

TEST_F(Arrow, NarrowerNumbersFaultTheRowThatDoesNotFit) {
  const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::whole), schema("l"), numbers<std::int64_t>({1, 300, -1, 255}));
  EXPECT_EQ(seen<std::uint8_t>(column, 4), (Seen{"1", "-BAD_NUMBER", "-BAD_NUMBER", "255"}));
  EXPECT_EQ(seen<std::uint16_t>(column), (Seen{"1", "300", "-BAD_NUMBER", "255"}));
  EXPECT_EQ(seen<std::uint32_t>(column), (Seen{"1", "300", "-BAD_NUMBER", "255"}));
  EXPECT_EQ(seen<std::int32_t>(column), (Seen{"1", "300", "-1", "255"}));
}

TEST_F(Arrow, DecimalsAsCents) {
  const auto read = [](const char* format, const std::vector<std::int64_t>& parts) {
    return seen<std::int64_t>(
        ArrowColumn::of(asked(Asked::cents), schema(format), array(static_cast<std::int64_t>(parts.size() / 2), {{}, Buffer(parts)})));
  };
  EXPECT_EQ(read("d:19,2", {1234, 0, -5, -1, 1, 1}), (Seen{"1234", "-5", "-BAD_AMOUNT"}));
  EXPECT_EQ(read("d:10,0,128", {12, 0}), (Seen{"1200"}));
  EXPECT_EQ(read("d:10,-1", {12, 0}), (Seen{"12000"}));
  EXPECT_EQ(read("d:38,0", {std::numeric_limits<std::int64_t>::max() / 99, 0}), (Seen{"-BAD_AMOUNT"}));
  EXPECT_EQ(read("d:38,-2147483648", {0, 0, 1, 0}), (Seen{"0", "-BAD_AMOUNT"}));
  for (const char* format : {"d:19,3", "d:19,2,256", "d:19", "d:", "d:a,2", "d:19,2,", "d:19,2,128,1", "g"}) {
    EXPECT_EQ(read(format, {1, 0}), (Seen{"fault", "WRONG_TYPE"})) << format;
  }
}

TEST_F(Arrow, YesAndNo) {
  HeldArray bits = array(4, {{}, Buffer(std::vector<std::uint8_t>{0b0101100})}, 0, 2);
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(asked(Asked::yes_no), schema("b"), std::move(bits))), (Seen{"1", "1", "0", "1"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(asked(Asked::yes_no), schema("C"), numbers<std::uint8_t>({0, 1, 2}))), (Seen{"0", "1", "-BAD_NUMBER"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(asked(Asked::yes_no), schema("n"), array(1, {}))), (Seen{"-MISSING_VALUE"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(asked(Asked::yes_no), schema("i"), numbers<std::int32_t>({1}))), (Seen{"fault", "WRONG_TYPE"}));
}

TEST_F(Arrow, CodesByNameAndByNumber) {
  const ColumnAsked motive = ColumnAsked::code<Motive>("motive");
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(motive, schema("u"), texts({"a", "f", "", "g"}))), (Seen{"1", "6", "0", "-UNKNOWN_CODE"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(motive, schema("c", "", {}, schema("u")),
                                               with_dictionary(numbers<std::int8_t>({1, 0, 0, 2, 3}), texts({"e", "b", "zz"})))),
            (Seen{"2", "5", "5", "-UNKNOWN_CODE", "-BAD_INDEX"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(motive, schema("C"), numbers<std::uint8_t>({6, 7}))), (Seen{"6", "-UNKNOWN_CODE"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(motive, schema("l"), numbers<std::int64_t>({6, 7, -1}))), (Seen{"6", "-UNKNOWN_CODE", "-UNKNOWN_CODE"}));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(motive, schema("vu"), views({short_view("b"), long_view(99, 0, 0)}, {}, {}))), (Seen{"2", "-BAD_LAYOUT"}));
}

TEST_F(Arrow, ChunksThatShareADictionaryReadItOnce) {
  const std::vector<std::int32_t> offsets{0, 1, 2};
  const Buffer shared_offsets(offsets), shared_bytes(std::string("ef"));
  std::vector<HeldArray> chunks;
  for (std::uint8_t i = 0; i < 2; ++i) chunks.push_back(with_dictionary(numbers<std::uint8_t>({i}), array(2, {{}, shared_offsets, shared_bytes})));
  chunks.push_back(with_dictionary(numbers<std::uint8_t>({0}), texts({"a", "b"})));
  EXPECT_EQ(seen<std::uint8_t>(ArrowColumn::of(ColumnAsked::code<Motive>("motive"), schema("C", "", {}, schema("u")), std::move(chunks))),
            (Seen{"5", "6", "1"}));
}

/// Chunks of one text each, the first of their dictionary.
Seen first_words(std::vector<HeldArray> dictionaries) {
  std::vector<HeldArray> chunks;
  for (HeldArray& words : dictionaries) chunks.push_back(with_dictionary(numbers<std::uint8_t>({0}), std::move(words)));
  return seen_texts(ArrowColumn::of(asked(Asked::text), schema("C", "", {}, schema("u")), std::move(chunks)));
}

TEST_F(Arrow, DictionariesThatShareOnlySomeBuffersAreTwo) {
  const Buffer offsets(std::vector<std::int32_t>{0, 1, 2}), bytes(std::string("ef")), none(std::vector<std::uint8_t>{0b10});
  const auto words = [&](const Buffer& valid, const Buffer& text, std::int64_t null_count, std::int64_t from = 0) {
    HeldArray held = array(2, {valid, offsets, text}, null_count);
    held.get().length = 2 - from;
    held.get().offset = from;
    return held;
  };
  const auto both = [](HeldArray one, HeldArray other) { return first_words(list_of(std::move(one), std::move(other))); };
  EXPECT_EQ(both(words({}, bytes, 0), words({}, Buffer(std::string("gh")), 0)), (Seen{"e", "g"}));
  EXPECT_EQ(both(words({}, bytes, 0), words(none, bytes, 1)), (Seen{"e", "-MISSING_VALUE"}));
  EXPECT_EQ(both(words(none, bytes, 0), words(none, bytes, 1)), (Seen{"e", "-MISSING_VALUE"}));
  EXPECT_EQ(both(words({}, bytes, 0), words({}, bytes, 0, 1)), (Seen{"e", "f"}));
  EXPECT_EQ(both(words({}, bytes, 0), words({}, bytes, 0)), (Seen{"e", "e"}));
}

TEST_F(Arrow, ADictionaryThatIsKnownIsStillChecked) {
  const Buffer offsets(std::vector<std::int32_t>{0, 1}), bytes(std::string("e"));
  for (const auto& broken : std::vector<std::function<void(ArrowArray&)>>{[](ArrowArray& a) { a.n_children = 1; }, [](ArrowArray& a) { a.n_buffers = 2; },
                                                                          [](ArrowArray& a) { a.buffers = nullptr; }}) {
    HeldArray known = array(1, {{}, offsets, bytes}), contradicts = array(1, {{}, offsets, bytes});
    broken(contradicts.get());
    EXPECT_EQ(first_words(list_of(std::move(known), std::move(contradicts))), (Seen{"fault", "BAD_LAYOUT"}));
  }
}

// Chunks, streams, tables

TEST_F(Arrow, StreamsOfChunksSomeEmpty) {
  arrays::StreamParts parts{"u", list_of(texts({}), texts({"a", "b"}), texts({}), texts({"c"})), 0};
  const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::text), arrays::stream(std::move(parts)));
  EXPECT_EQ(column->size(), 3U);
  EXPECT_EQ(std::vector<std::size_t>(column->starts().begin(), column->starts().end()), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(seen_texts(column), (Seen{"a", "b", "c"}));
  const ColumnResult<ArrowColumn> none = ArrowColumn::of(asked(Asked::text), arrays::stream({"u", {}, 0}));
  EXPECT_TRUE(none && none->size() == 0 && !none->absent());
}

TEST_F(Arrow, StreamsThatFail) {
  const ColumnResult<ArrowColumn> late = ArrowColumn::of(asked(Asked::text), arrays::stream({"u", list_of(texts({"a"})), 0, 1}));
  EXPECT_EQ(late.error(), (ColumnFault{Errc::unreadable_file, "column", "a stream that its producer can read", "the disk is gone"}));
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), arrays::stream({"u", {}, 0, 9, true})).error().code, Errc::unreadable_file);
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), HeldStream()).error().code, Errc::released_array);
  HeldStream no_functions = arrays::stream({"u", {}, 0});
  no_functions.get().get_next = nullptr;
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), std::move(no_functions)).error().code, Errc::bad_layout);
}

TEST_F(Arrow, BlocksAreCutWhereAnyColumnIs) {
  const auto whole = [](const std::vector<std::size_t>& sizes) {
    std::vector<HeldArray> chunks;
    for (const std::size_t size : sizes) chunks.push_back(numbers(std::vector<std::int64_t>(size, 1)));
    return *ArrowColumn::of({"n_1", Asked::whole}, schema("l"), std::move(chunks));
  };
  const ArrowColumn a = whole({2, 0, 5}), b = whole({3, 4}), c = whole({7}), absent;
  const auto cut = [](std::vector<const ArrowColumn*> columns, std::size_t limit) { return common_blocks(columns, limit); };
  EXPECT_EQ(*cut({&a, &b, &c, &absent}, 100), (std::vector<RowRange>{{0, 2}, {2, 1}, {3, 4}}));
  EXPECT_EQ(*cut({&a, &b, &c}, 3), (std::vector<RowRange>{{0, 2}, {2, 1}, {3, 3}, {6, 1}}));
  EXPECT_EQ(*cut({&absent}, 3), std::vector<RowRange>{});
  EXPECT_EQ(cut({&a, &absent, &b}, 1)->size(), 7U);
  const ArrowColumn shorter = whole({6});
  EXPECT_EQ(cut({&a, &shorter}, 3).error(), (ColumnFault{Errc::wrong_length, "n_1", "7 rows, as n_1", "6 rows"}));
  ColumnBlock<std::int64_t> block;
  EXPECT_FALSE(absent.read({3, 4}, block));
  EXPECT_TRUE(absent.absent() && block.column.values.empty());
}

TEST_F(Arrow, TablesWithTheirOwnOffsetAndMissingRows) {
  // Five rows of which the table keeps 1 to 4, row 3 missing as a whole; the days have an offset of their own.
  HeldArray days = numbers<std::int32_t>({9, 0, 1, 2, 3, 4}, Buffer(std::vector<std::uint8_t>{0b111011}), 1);
  days.get().offset = 1;
  days.get().length = 5;
  HeldArray table = with_children(array(4, {Buffer(std::vector<std::uint8_t>{0b10111})}, 1, 1), list_of(texts({"a", "b", "c", "d", "e"}), std::move(days)));
  const ColumnResult<ArrowRecords> records =
      ArrowRecords::of("log", schema("+s", "", schemas({"name", "u"}, {"day", "tdD"})), list_of(std::move(table)));
  ASSERT_TRUE(records);
  EXPECT_EQ(records->size(), 4U);
  EXPECT_EQ(records->names(), (std::vector<std::string>{"name", "day"}));
  EXPECT_EQ(seen_texts(records->column({"name", Asked::text})), (Seen{"b", "c", "-MISSING_VALUE", "e"}));
  EXPECT_EQ(seen<Date>(records->column({"day", Asked::day})), (Seen{"-MISSING_VALUE", "2", "-MISSING_VALUE", "4"}));
  EXPECT_EQ(records->column({"nobody", Asked::day}).error().code, Errc::missing_column);
  EXPECT_EQ(records->column({"name", Asked::day}).error(),
            (ColumnFault{Errc::wrong_type, "name", "date32: read the texts as dates first", "utf8"}));
}

TEST_F(Arrow, TableOfOneColumnIsThatColumn) {
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("+s", "", schemas({"name", "u"})), with_children(array(2, {{}}), list_of(texts({"a", "b"}))))),
            (Seen{"a", "b"}));
  const auto two = ArrowColumn::of(asked(Asked::text), schema("+s", "", schemas({"a", "u"}, {"b", "u"})), with_children(array(0, {{}}), list_of(texts({}), texts({}))));
  EXPECT_EQ(two.error(), (ColumnFault{Errc::wrong_type, "column", "one column", "a table of 2 columns"}));
}

TEST_F(Arrow, TablesThatContradictThemselves) {
  const auto of = [](HeldSchema type, HeldArray table) { return ArrowRecords::of("log", std::move(type), list_of(std::move(table))); };
  const auto code = [](const ColumnResult<ArrowRecords>& records) { return records ? Errc{} : records.error().code; };
  const auto type = [] { return schema("+s", "", schemas({"a", "u"}, {"a", "u"})); };
  const auto table = [] { return with_children(array(1, {{}}), list_of(texts({"a"}), texts({}))); };
  EXPECT_EQ(code(of(schema("u"), texts({}))), Errc::wrong_type);
  EXPECT_EQ(code(of(HeldSchema(), table())), Errc::released_array);
  EXPECT_EQ(code(of(type(), HeldArray())), Errc::released_array);
  EXPECT_EQ(code(of(type(), with_children(array(1, {{}}), list_of(texts({"a"}))))), Errc::bad_layout);
  EXPECT_EQ(code(of(type(), with_children(array(1, {}), list_of(texts({"a"}), texts({"a"}))))), Errc::bad_layout);
  EXPECT_EQ(code(of(type(), with_children(array(1, {{}, {}}), list_of(texts({"a"}), texts({"a"}))))), Errc::bad_layout);
  HeldArray no_children = table();
  no_children.get().children = nullptr;
  EXPECT_EQ(code(of(type(), std::move(no_children))), Errc::bad_layout);
  HeldArray no_child = table();
  no_child.get().children[1] = nullptr;
  EXPECT_EQ(code(of(type(), std::move(no_child))), Errc::bad_layout);
  HeldSchema no_names = type();
  no_names.get().children[0] = nullptr;
  EXPECT_EQ(code(of(std::move(no_names), table())), Errc::bad_layout);
  HeldSchema anonymous = type();
  anonymous.get().children[0]->name = nullptr;
  const ColumnResult<ArrowRecords> records = of(std::move(anonymous), table());
  ASSERT_TRUE(records);
  EXPECT_EQ(records->names().front(), "");
  EXPECT_EQ(records->column({"a", Asked::text}).error().code, Errc::bad_layout) << "shorter than its table";
  EXPECT_EQ(of(type(), table())->column({"a", Asked::text}).error().code, Errc::duplicate_column);
}

// What is refused

TEST_F(Arrow, TypesThatAreNotTaken) {
  const auto found = [](Asked as, const char* format) {
    ColumnAsked wanted = asked(as);
    if (as == Asked::code) wanted = ColumnAsked::code<Motive>("column");
    const ColumnResult<ArrowColumn> column = ArrowColumn::of(wanted, schema(format), array(0, {{}, {}}));
    return column ? std::string("taken") : column.error().expected + " / " + column.error().found;
  };
  EXPECT_EQ(found(Asked::day, "tsu:UTC"), "date32: a timestamp is not a day, cast it to a date first / timestamp");
  EXPECT_EQ(found(Asked::day, "i"), "date32 / int32");
  EXPECT_EQ(found(Asked::day_count, "g"), "date32, or whole numbers of days since 1970-01-01 / floating number");
  EXPECT_EQ(found(Asked::cents, "g"), "whole cents: a floating number is not money, round it to whole cents first / floating number");
  EXPECT_EQ(found(Asked::cents, "d:19,3"), "whole cents, or decimal128 of at most two decimals / decimal");
  EXPECT_EQ(found(Asked::text, "z"), "text: utf8, large_utf8, utf8_view or a dictionary of these / binary");
  EXPECT_EQ(found(Asked::text, "+vl"), "text: utf8, large_utf8, utf8_view or a dictionary of these / list");
  EXPECT_EQ(found(Asked::whole, "b"), "whole numbers: int8 to int64 or uint8 to uint64 / bool");
  EXPECT_EQ(found(Asked::code, "tdD"), "names of the list, as texts or a dictionary, or their numbers / date32");
  EXPECT_EQ(found(Asked::yes_no, "c"), "bool, or uint8 0 or 1 / int8");
  EXPECT_EQ(found(Asked::yes_no, "\xff\xff"), "bool, or uint8 0 or 1 / unknown type");
  EXPECT_EQ(found(Asked::text, ""), "text: utf8, large_utf8, utf8_view or a dictionary of these / unknown type");
  const auto dictionary = ArrowColumn::of(asked(Asked::whole), schema("i", "", {}, schema("l")), array(0, {{}, {}}));
  EXPECT_EQ(dictionary.error().found, "dictionary of int64");
}

TEST_F(Arrow, SchemasThatContradictThemselves) {
  const auto code = [](HeldSchema type) {
    const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::text), std::move(type), texts({}));
    return column ? Errc{} : column.error().code;
  };
  EXPECT_EQ(code(HeldSchema()), Errc::released_array);
  HeldSchema formless = schema("u");
  formless.get().format = nullptr;
  EXPECT_EQ(code(std::move(formless)), Errc::bad_layout);
  HeldSchema childless = schema("+s");
  childless.get().n_children = 1;
  childless.get().children = nullptr;
  EXPECT_EQ(code(std::move(childless)), Errc::bad_layout);
  HeldSchema below = schema("+s");
  below.get().n_children = -1;
  EXPECT_EQ(code(std::move(below)), Errc::bad_layout);
  EXPECT_EQ(code(schema("u", "", {}, schema("u"))), Errc::bad_layout) << "texts as indexes";
  EXPECT_EQ(code(schema("i", "", {}, schema("i", "", {}, schema("u")))), Errc::bad_layout) << "a dictionary of dictionaries";
  HeldSchema lost = schema("i", "", {}, schema("u"));
  lost.get().dictionary->format = nullptr;
  EXPECT_EQ(code(std::move(lost)), Errc::bad_layout);
  static ArrowSchema gone{};
  gone.format = "u";
  HeldSchema dangling = schema("i");
  dangling.get().dictionary = &gone;
  EXPECT_EQ(code(std::move(dangling)), Errc::released_array);
}

TEST_F(Arrow, ArraysThatContradictThemselves) {
  struct Case {
    const char* what;
    std::function<void(ArrowArray&)> spoil;
  };
  static const std::int32_t misplaced[4] = {};
  const Case cases[] = {
      {"length below zero", [](ArrowArray& a) { a.length = -1; }},
      {"offset below zero", [](ArrowArray& a) { a.offset = -1; }},
      {"length beyond memory", [](ArrowArray& a) { a.length = std::numeric_limits<std::int64_t>::max(); }},
      {"offset beyond memory", [](ArrowArray& a) { a.offset = std::numeric_limits<std::int64_t>::max(); }},
      {"count below -1", [](ArrowArray& a) { a.null_count = -2; }},
      {"count beyond the length", [](ArrowArray& a) { a.null_count = 3; }},
      {"missing values without bits", [](ArrowArray& a) { a.null_count = 1; }},
      {"too few buffers", [](ArrowArray& a) { a.n_buffers = 2; }},
      {"too many buffers", [](ArrowArray& a) { a.n_buffers = 4; }},
      {"buffers below zero", [](ArrowArray& a) { a.n_buffers = -1; }},
      {"no list of buffers", [](ArrowArray& a) { a.buffers = nullptr; }},
      {"no offsets", [](ArrowArray& a) { a.buffers[1] = nullptr; }},
      {"no bytes", [](ArrowArray& a) { a.buffers[2] = nullptr; }},
      {"offsets out of place", [](ArrowArray& a) { a.buffers[1] = reinterpret_cast<const char*>(misplaced) + 1; }},
      {"columns inside", [](ArrowArray& a) { a.n_children = 1; }},
  };
  for (const Case& one : cases) {
    HeldArray given = texts({"a", "b"});
    one.spoil(given.get());
    EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("u"), std::move(given))), (Seen{"fault", "BAD_LAYOUT"})) << one.what;
  }
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), schema("u"), HeldArray()).error().code, Errc::released_array);
  EXPECT_EQ(seen<std::int64_t>(ArrowColumn::of(asked(Asked::whole), schema("l"), array(1, {{}, {}}))), (Seen{"fault", "BAD_LAYOUT"}));
  EXPECT_EQ(seen<std::int64_t>(ArrowColumn::of(asked(Asked::whole), schema("l"), array(1, {{}}))), (Seen{"fault", "BAD_LAYOUT"}));
  EXPECT_EQ(seen_texts(ArrowColumn::of(asked(Asked::text), schema("u"), array(0, {{}, {}, {}}))), Seen{}) << "no rows: no buffer is needed";
}

TEST_F(Arrow, OffsetsThatGoBack) {
  const auto read = [](const char* format, Buffer offsets, std::int64_t rows) {
    return seen_texts(ArrowColumn::of(asked(Asked::text), schema(format), array(rows, {{}, std::move(offsets), Buffer(std::string("abcd"))})), 9);
  };
  const Seen refused{"fault", "BAD_LAYOUT"};
  EXPECT_EQ(read("u", Buffer(std::vector<std::int32_t>{0, 3, 2}), 2), refused);
  EXPECT_EQ(read("u", Buffer(std::vector<std::int32_t>{-1, 0, 2}), 2), refused);
  EXPECT_EQ(read("U", Buffer(std::vector<std::int64_t>{0, 3, -3}), 2), refused);
  EXPECT_EQ(read("U", Buffer(std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min(), 0}), 1), refused);
  EXPECT_EQ(read("u", Buffer(std::vector<std::int32_t>{1, 1, 3}), 2), (Seen{"", "bc"}));
  const auto dictionary = ArrowColumn::of(asked(Asked::text), schema("C", "", {}, schema("u")),
                                          with_dictionary(numbers<std::uint8_t>({0}), array(1, {{}, Buffer(std::vector<std::int32_t>{3, 1}), Buffer(std::string("abc"))})));
  EXPECT_EQ(dictionary.error().code, Errc::bad_layout);
}

TEST_F(Arrow, ViewsWithoutTheirSizes) {
  HeldArray given = views({short_view("a")}, {"bytes"}, {5});
  given.get().buffers[3] = nullptr;
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), schema("vu"), std::move(given)).error().code, Errc::bad_layout);
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), schema("vu"), views({short_view("a")}, {"bytes"}, {-5})).error().code, Errc::bad_layout);
  HeldArray lost = views({short_view("a")}, {"bytes"}, {5});
  lost.get().buffers[2] = nullptr;
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), schema("vu"), std::move(lost)).error().code, Errc::bad_layout);
  HeldArray few = views({short_view("a")}, {}, {});
  few.get().n_buffers = 2;
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), schema("vu"), std::move(few)).error().code, Errc::bad_layout);
}

TEST_F(Arrow, DictionariesThatContradictThemselves) {
  const auto type = [] { return schema("C", "", {}, schema("u")); };
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), type(), numbers<std::uint8_t>({0})).error().code, Errc::bad_layout) << "no dictionary";
  EXPECT_EQ(ArrowColumn::of(asked(Asked::text), schema("u"), with_dictionary(texts({"a"}), texts({"a"}))).error().code, Errc::bad_layout);
  const auto spoilt = [&type](const std::function<void(ArrowArray&)>& spoil) {
    HeldArray given = with_dictionary(numbers<std::uint8_t>({0}), texts({"a"}));
    spoil(*given.get().dictionary);
    const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::text), type(), std::move(given));
    return column ? Errc{} : column.error().code;
  };
  EXPECT_EQ(spoilt([](ArrowArray& a) { a.length = -5; }), Errc::bad_layout);
  EXPECT_EQ(spoilt([](ArrowArray& a) { a.offset = -5; }), Errc::bad_layout);
  EXPECT_EQ(spoilt([](ArrowArray& a) { a.n_buffers = 0; }), Errc::bad_layout);
  EXPECT_EQ(spoilt([](ArrowArray& a) { a.buffers[1] = nullptr; }), Errc::bad_layout);
}

// Ownership

TEST_F(Arrow, ColumnsKeepWhatTheyWereGiven) {
  ArrowColumn kept;
  {
    const ColumnResult<ArrowColumn> column = ArrowColumn::of(asked(Asked::text), schema("u"), texts({"a"}));
    kept = *column;
  }
  EXPECT_EQ(arrays::alive(), 1) << "the array stays, its schema went";
  EXPECT_EQ(seen_texts(kept), (Seen{"a"}));
  kept = {};
  EXPECT_EQ(arrays::alive(), 0);
}

TEST_F(Arrow, HoldersReleaseOnce) {
  HeldArray first = texts({"a"});
  HeldArray second(std::move(first));
  EXPECT_TRUE(first.empty());
  EXPECT_EQ(arrays::alive(), 1);
  second = texts({"b"});
  EXPECT_EQ(arrays::alive(), 1);
  ArrowArray given{};
  second.give(given);
  EXPECT_TRUE(second.empty());
  second.reset();
  EXPECT_EQ(arrays::alive(), 1);
  given.release(&given);
}

// Columns out

OutputTable small_table() {
  TableDraft draft(4);
  const auto status = draft.status();
  const auto days = draft.days("day");
  const auto codes = draft.codes<Motive>("motive");
  const auto yes = draft.yes_no("yes");
  const auto amount = draft.numbers<std::int64_t>("amount");
  const auto at = draft.numbers<std::uint8_t>("at", MissingWhen::never);
  const auto number = draft.texts<std::array<char, 3>>("number");
  const auto named = draft.named<std::int32_t>("named", {"zero", "one"});
  const std::vector<std::string_view> words{"a", {}, "a text longer than twelve", std::string_view("", 0)};
  draft.add_texts("words", words);
  draft.adopt<std::uint32_t>("adopted", {1, 2, 3, 4});
  for (std::size_t row = 0; row < 4; ++row) {
    status[row] = row == 1 ? status_of(Errc::bad_month) : row_read;
    days[row] = row == 2 ? no_day : Date::from_days(static_cast<std::int32_t>(row));
    codes[row] = static_cast<Motive>(row);
    yes[row] = row % 2 == 0 ? 1 : 0;
    amount[row] = static_cast<std::int64_t>(row) * 100;
    at[row] = static_cast<std::uint8_t>(row);
    number[row] = {'n', 'o', static_cast<char>('0' + row)};
    named[row] = row == 3 ? 77 : static_cast<std::int32_t>(row % 2);
  }
  draft.missing("amount")[0] = 1;
  return draft.finish();
}

ArrowRecords received(const OutputTable& table, const ArrowSchema* requested = nullptr) {
  ArrowSchema type{};
  ArrowArray given{};
  table.array(type, given, requested);
  HeldSchema held(type);
  return *ArrowRecords::of("table", std::move(held), list_of(HeldArray(given)));
}

void expect_small_table(const ArrowRecords& records) {
  const std::string none = "-MISSING_VALUE";
  EXPECT_EQ(records.names(), (Seen{"status", "day", "motive", "yes", "amount", "at", "number", "named", "words", "adopted"}));
  EXPECT_EQ(seen<std::uint16_t>(records.column({"status", Asked::whole})), (Seen{"0", "4", "0", "0"}));
  EXPECT_EQ(seen<Date>(records.column({"day", Asked::day})), (Seen{"0", none, none, "3"}));
  EXPECT_EQ(seen_texts(records.column({"motive", Asked::text})), (Seen{none, none, "b", "c"}));
  EXPECT_EQ(seen<std::uint8_t>(records.column(ColumnAsked::code<Motive>("motive"))), (Seen{none, none, "2", "3"}));
  EXPECT_EQ(seen<std::uint8_t>(records.column({"yes", Asked::yes_no})), (Seen{"1", none, "1", "0"}));
  EXPECT_EQ(seen<std::int64_t>(records.column({"amount", Asked::cents})), (Seen{none, none, "200", "300"}));
  EXPECT_EQ(seen<std::uint8_t>(records.column({"at", Asked::whole})), (Seen{"0", "1", "2", "3"}));
  EXPECT_EQ(seen_texts(records.column({"number", Asked::text})), (Seen{"no0", none, "no2", "no3"}));
  EXPECT_EQ(seen_texts(records.column({"named", Asked::text})), (Seen{"zero", none, "zero", none}));
  EXPECT_EQ(seen_texts(records.column({"words", Asked::text})), (Seen{"a", none, "a text longer than twelve", ""}));
  EXPECT_EQ(seen<std::uint32_t>(records.column({"adopted", Asked::whole})), (Seen{"1", none, "3", "4"}));
}

TEST_F(Arrow, WhatIsWrittenIsRead) {
  const OutputTable table = small_table();
  expect_small_table(received(table));
  EXPECT_EQ(table.find("day")->null_count, 2U);
  EXPECT_EQ(table.find("status")->validity, nullptr);
  EXPECT_EQ(table.find("nobody"), nullptr);
}

TEST_F(Arrow, WhatIsMissingDoesNotDependOnTheThreads) {
  const auto table = [](std::size_t rows, std::size_t threads) {
    TableDraft draft(rows);
    const auto first = draft.status();
    const auto days = draft.days("day");
    const auto second = draft.status("other_status");
    const auto codes = draft.codes<Motive>("motive");
    const auto amount = draft.numbers<std::int64_t>("amount");
    const auto marks = draft.missing("amount");
    for (std::size_t row = 0; row < rows; ++row) {
      first[row] = row % 5 == 0 ? 1 : 0;
      second[row] = row % 7 == 0 ? 1 : 0;
      days[row] = row % 3 == 0 ? no_day : Date();
      codes[row] = static_cast<Motive>(row % 4);
      amount[row] = 1;
      marks[row] = row % 11 == 0 ? 1 : 0;
    }
    return draft.finish(threads);
  };
  for (const std::size_t rows : {0U, 1U, 7U, 8U, 1023U, 1024U, 1025U, 5000U}) {
    const OutputTable one = table(rows, 1), four = table(rows, 4);
    std::array<std::size_t, 3> expected{};
    for (std::size_t row = 0; row < rows; ++row) {
      const bool day = row % 5 != 0 && row % 3 != 0, code = row % 7 != 0 && row % 4 != 0, amount = row % 7 != 0 && row % 11 != 0;
      expected[0] += day ? 0 : 1;
      expected[1] += code ? 0 : 1;
      expected[2] += amount ? 0 : 1;
      for (const OutputTable* made : {&one, &four}) {
        ASSERT_EQ(made->find("day")->valid()[row], day) << rows << ' ' << row;
        ASSERT_EQ(made->find("motive")->valid()[row], code) << rows << ' ' << row;
        ASSERT_EQ(made->find("amount")->valid()[row], amount) << rows << ' ' << row;
      }
    }
    for (const OutputTable* made : {&one, &four}) {
      EXPECT_EQ(made->find("day")->null_count, expected[0]);
      EXPECT_EQ(made->find("motive")->null_count, expected[1]);
      EXPECT_EQ(made->find("amount")->null_count, expected[2]);
      EXPECT_EQ(made->find("other_status")->null_count, 0U) << "a status never misses";
    }
  }
}

TEST_F(Arrow, AStreamGivesTheTableOnce) {
  ArrowArrayStream given{};
  small_table().stream(given);
  ArrowSchema type{};
  ASSERT_EQ(given.get_schema(&given, &type), 0);
  EXPECT_STREQ(type.format, "+s");
  EXPECT_EQ(type.n_children, 10);
  type.release(&type);
  EXPECT_EQ(type.release, nullptr);
  ArrowArray chunk{};
  ASSERT_EQ(given.get_next(&given, &chunk), 0);
  EXPECT_EQ(chunk.length, 4);
  ArrowArray end{};
  end.release = chunk.release;
  ASSERT_EQ(given.get_next(&given, &end), 0);
  EXPECT_EQ(end.release, nullptr);
  EXPECT_EQ(given.get_last_error(&given), nullptr);
  given.release(&given);
  EXPECT_EQ(chunk.length, 4) << "a chunk outlives its stream";
  chunk.release(&chunk);
  ArrowArrayStream again{};
  small_table().stream(again);
  expect_small_table(*ArrowRecords::of("table", HeldStream(again)));
}

TEST_F(Arrow, ExportsShareTheBuffers) {
  const OutputTable table = small_table();
  ArrowSchema types[2] = {};
  ArrowArray given[2] = {};
  for (std::size_t i = 0; i < 2; ++i) table.array(types[i], given[i]);
  EXPECT_EQ(given[0].children[1]->buffers[1], given[1].children[1]->buffers[1]);
  EXPECT_EQ(given[0].children[1]->buffers[1], static_cast<const void*>(table.find("day")->values.get()));
  for (std::int64_t i = 0; i < given[0].n_children; ++i) EXPECT_EQ(reinterpret_cast<std::uintptr_t>(given[0].children[i]->buffers[1]) % 4, 0U);
  // A child taken out lives by itself.
  ArrowArray child = *given[0].children[1];
  given[0].children[1]->release = nullptr;
  given[0].release(&given[0]);
  EXPECT_EQ(static_cast<const std::int32_t*>(child.buffers[1])[3], 3);
  child.release(&child);
  given[1].release(&given[1]);
  for (ArrowSchema& type : types) type.release(&type);
}

TEST_F(Arrow, ExportsGoOnSeveralThreads) {
  OutputTable table = small_table();
  std::vector<std::thread> consumers;
  for (int i = 0; i < 4; ++i) {
    consumers.emplace_back([copy = table] {
      for (int turn = 0; turn < 50; ++turn) {
        const ArrowRecords records = received(copy);
        EXPECT_EQ(records.size(), 4U);
      }
    });
  }
  table = {};
  for (std::thread& one : consumers) one.join();
}

TEST_F(Arrow, WidthsOfTextsAsRequested) {
  const OutputTable table = small_table();
  for (const char* width : {"u", "U", "vu"}) {
    std::vector<HeldSchema> wanted;
    for (const OutputColumn& column : table.columns()) {
      const bool text = column.format == "u";
      wanted.push_back(schema(text ? width : column.format, column.name, {}, column.dictionary ? schema(width) : HeldSchema()));
    }
    const HeldSchema requested = schema("+s", "", std::move(wanted));
    ArrowSchema type{};
    table.schema(type, &requested.get());
    EXPECT_STREQ(type.children[6]->format, width);
    type.release(&type);
    ArrowArray given{};
    table.array(type, given, &requested.get());
    EXPECT_STREQ(type.children[6]->format, width);
    EXPECT_STREQ(type.children[2]->dictionary->format, width);
    HeldSchema held(type);
    expect_small_table(*ArrowRecords::of("table", std::move(held), list_of(HeldArray(given))));
  }
}

TEST_F(Arrow, OtherRequestsAreLeftAside) {
  TableDraft draft(1);
  draft.add_texts("word", std::vector<std::string_view>{"a"});
  const OutputTable table = draft.finish();
  const auto format = [&table](const HeldSchema& requested) {
    ArrowSchema type{};
    ArrowArray given{};
    table.array(type, given, &requested.get());
    const std::string found = type.children[0]->format;
    type.release(&type);
    given.release(&given);
    return found;
  };
  EXPECT_EQ(format(schema("+s", "", schemas({"word", "U"}))), "U");
  EXPECT_EQ(format(schema("+s", "", schemas({"word", "z"}))), "u");
  EXPECT_EQ(format(schema("+s", "", schemas({"other", "U"}))), "u");
  EXPECT_EQ(format(schema("+s", "", schemas({"word", "U"}, {"more", "U"}))), "u");
  EXPECT_EQ(format(schema("U", "word")), "u");
  EXPECT_EQ(format(HeldSchema()), "u");
  ArrowSchema type{};
  ArrowArray given{};
  export_column(*table.find("word"), type, given, &schema("vu").get());
  EXPECT_STREQ(type.format, "vu");
  EXPECT_EQ(given.n_buffers, 4);
  HeldSchema held(type);
  EXPECT_EQ(seen_texts(ArrowColumn::of({"word", Asked::text}, std::move(held), HeldArray(given))), (Seen{"a"}));
}

TEST_F(Arrow, NoRowsAndNoColumns) {
  TableDraft draft(0);
  static_cast<void>(draft.days("day"));
  static_cast<void>(draft.codes<Motive>("motive"));
  draft.add_texts("word", {});
  draft.adopt<std::int64_t>("adopted", {});
  const ArrowRecords records = received(draft.finish());
  EXPECT_EQ(records.size(), 0U);
  EXPECT_EQ(seen_texts(records.column({"word", Asked::text})), Seen{});
  EXPECT_EQ(received(OutputTable()).names(), Seen{});
}

}  // namespace
}  // namespace sne
