#include <sne/event_log.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace sne {
namespace {

using Cells = std::vector<std::string_view>;

ColumnMap map_of(const Cells& header) { return ColumnMap::of(header).value(); }

/// What a reader said of a text: one line a row, `good` cells in brackets, `bad` ones by code and raw text.
struct Reading {
  std::vector<std::string> rows;
  std::optional<Fault> fault;
  CsvReader::Counters counters;
  TextEncoding encoding = TextEncoding::utf8;
  char delimiter = ',';
};

Reading read(std::string_view text, std::size_t chunk = std::string_view::npos) {
  Reading made;
  CsvReader reader(
      [&made](const CsvRow& row) {
        std::string line = std::to_string(row.row) + "@" + std::to_string(row.line);
        for (const std::string_view cell : row.cells) line.append("[").append(cell).append("]");
        made.rows.push_back(line);
      },
      [&made](const BadRow& bad) {
        made.rows.push_back(std::to_string(bad.row) + "@" + std::to_string(bad.line) + " " + std::string(sne::text(bad.fault.code)) + " " +
                            std::to_string(bad.fault.at) + " " + std::string(bad.raw.substr(0, 40)) + (bad.truncated ? "..." : ""));
      });
  for (std::size_t from = 0; from < text.size(); from += std::min(chunk, text.size())) {
    if (!reader.feed(text.substr(from, chunk))) break;
  }
  reader.finish();
  made.fault = reader.fault();
  made.counters = reader.counters();
  made.encoding = reader.encoding();
  made.delimiter = reader.delimiter();
  return made;
}

const std::string header = "demand,event,effective,recorded,actor\n";
const std::string good = "X,renew,2020-01-01,2020-01-02,applicant";
const std::string good_cells = "[X][renew][2020-01-01][2020-01-02][applicant]";

using Lines = std::vector<std::string>;

// Header.

TEST(ColumnMap, TakesTheColumnsInAnyOrder) {
  const ColumnMap map = map_of({"actor", "recorded", "effective", "typology", "event", "demand"});
  ASSERT_EQ(map.size(), 6U);
  EXPECT_EQ(map.fields()[3], Field::typology);
  EXPECT_EQ(map.fields()[5], Field::demand);
}

TEST(ColumnMap, KnowsEveryFieldOfTheContract) {
  EXPECT_EQ(map_of({CodeNames<Field>::list.begin(), CodeNames<Field>::list.end()}).size(), field_count);
}

TEST(ColumnMap, RefusesWhatIsNoSchema) {
  const auto fault = [](const Cells& names) { return ColumnMap::of(names).error(); };
  EXPECT_EQ(fault({}), (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(fault({"demand", "event", "effective", "recorded", "actor", "birth_date"}), (Fault{Errc::unknown_column, 5}));
  EXPECT_EQ(fault({"demand", "Event", "effective", "recorded", "actor"}), (Fault{Errc::unknown_column, 1}));
  EXPECT_EQ(fault({"demand", "event", "effective", "recorded", "actor", "event"}), (Fault{Errc::duplicate_column, 5}));
  EXPECT_EQ(fault({"demand", "event", "effective", "actor"}), (Fault{Errc::missing_column, static_cast<std::uint32_t>(Field::recorded)}));
}

// Cells.

/// Decodes a good row with one more cell, or with one cell changed.
std::optional<RowFault> decode_with(std::string_view column, std::string_view cell, LoggedEvent& row) {
  Cells names{"demand", "event", "effective", "recorded", "actor"};
  Cells cells{"X", "file", "2020-01-01", "2020-01-02", "lessor"};
  const auto same = std::find(names.begin(), names.end(), column);
  if (same != names.end()) {
    cells[static_cast<std::size_t>(same - names.begin())] = cell;
  } else {
    names.push_back(column);
    cells.push_back(cell);
  }
  return decode_row(map_of(names), cells, row);
}

TEST(DecodeRow, ReadsEveryKindOfCell) {
  LoggedEvent row;
  const auto read_cell = [&row](std::string_view column, std::string_view cell) {
    EXPECT_EQ(decode_with(column, cell, row), std::nullopt) << column;
    return row;
  };
  EXPECT_EQ(read_cell("demand", "WEB-00001").demand, "WEB-00001");
  EXPECT_EQ(read_cell("event", "report_death").event.kind, EventKind::report_death);
  EXPECT_EQ(read_cell("effective", "2020-02-29").event.effective, "2020-02-29"_date);
  EXPECT_EQ(read_cell("recorded", "9999-12-31").event.recorded, "9999-12-31"_date);
  EXPECT_EQ(read_cell("effective", "0001-01-01").event.effective, "0001-01-01"_date);
  EXPECT_EQ(read_cell("actor", "siao").event.actor.kind, ActorKind::siao);
  EXPECT_EQ(read_cell("actor_id", "G1104").event.actor.id.view(), "G1104");
  EXPECT_EQ(read_cell("territory", "02A").event.territory, "02A"_territory);
  EXPECT_EQ(read_cell("person", "p1").person, "p1");
  EXPECT_EQ(read_cell("co_holder", "p2").co_holder, "p2");
  EXPECT_EQ(read_cell("number", "059 0423 000001 GDPUB").number, "059 0423 000001 GDPUB");
  EXPECT_EQ(read_cell("reference", "2019-12-31").event.reference, "2019-12-31"_date);
  EXPECT_EQ(read_cell("separated", "2019-12-31").event.separation.separated, "2019-12-31"_date);
  EXPECT_EQ(read_cell("first_live", "no").event.separation.first_live, Fact::no);
  EXPECT_EQ(read_cell("wants_post", "yes").event.choices.wants_post, Fact::yes);
  EXPECT_EQ(read_cell("sources", "3").event.sources, std::int16_t{3});
  EXPECT_EQ(read_cell("typology", "T6P").event.typology, Typology::T6P);
  EXPECT_EQ(read_cell("rpls", "not valid").event.rpls.view(), "not valid");
  EXPECT_EQ(read_cell("channel", "").event.channel, Channel::unknown);
}

TEST(DecodeRow, NeverRepairsACell) {
  struct Case {
    std::string_view column, cell;
    Errc code;
    std::uint32_t at;
  };
  const std::string long_key(64, 'k');
  for (const Case& one : std::vector<Case>{
           {"demand", "", Errc::missing_value, 0},
           {"demand", long_key, Errc::bad_identifier, 63},
           {"event", "", Errc::missing_value, 0},
           {"event", "File", Errc::unknown_code, 0},
           {"event", "file ", Errc::unknown_code, 0},
           {"effective", "", Errc::missing_value, 0},
           {"effective", "01/02/2020", Errc::bad_date_form, 2},
           {"effective", "2020-1-02", Errc::bad_date_form, 6},
           {"effective", "2020-01-02T00:00", Errc::bad_date_form, 10},
           {"effective", "2019-02-29", Errc::impossible_date, 0},
           {"effective", "0000-01-01", Errc::date_out_of_range, 0},
           {"effective", "10000-01-01", Errc::bad_date_form, 4},
           {"recorded", " 2020-01-02", Errc::bad_date_form, 0},
           {"actor", "", Errc::missing_value, 0},
           {"actor", "landlord", Errc::unknown_code, 0},
           {"actor_id", "0123456789abcdef", Errc::bad_identifier, 15},
           {"territory", "59", Errc::bad_length, 2},
           {"territory", "020", Errc::unknown_territory, 0},
           {"territory", "0X9", Errc::bad_character, 1},
           {"form", "true", Errc::unknown_code, 0},
           {"sources", "2.0", Errc::bad_number, 1},
           {"sources", "-1", Errc::bad_number, 0},
           {"sources", "99999", Errc::bad_number, 0},
           {"person", long_key, Errc::bad_identifier, 63},
           {"person", "\xE9t\xE9", Errc::bad_encoding, 0},
           {"number", std::string_view("a\0b", 3), Errc::binary_input, 1},
       }) {
    LoggedEvent row;
    const auto fault = decode_with(one.column, one.cell, row);
    ASSERT_TRUE(fault) << one.column << " " << one.cell;
    EXPECT_EQ(*fault, (RowFault{one.code, parse_code<Field>(one.column).value(), one.at})) << one.column << " " << one.cell;
  }
}

TEST(DecodeRow, CountsTheCharactersOfAKeyNotItsBytes) {
  std::string accents;
  for (int i = 0; i < 63; ++i) accents += "é";
  LoggedEvent row;
  EXPECT_EQ(decode_with("person", accents, row), std::nullopt);
  EXPECT_EQ(decode_with("person", accents + "é", row), (RowFault{Errc::bad_identifier, Field::person, 126}));
}

TEST(DecodeRow, AsksForTheMotiveThatTheKindNeeds) {
  const ColumnMap map = map_of({"demand", "event", "effective", "recorded", "actor", "motive"});
  const auto fault = [&map](std::string_view event, std::string_view motive) {
    LoggedEvent row;
    return decode_row(map, Cells{"X", event, "2020-01-01", "2020-01-01", "lessor", motive}, row);
  };
  const RowFault missing{Errc::missing_value, Field::motive, 0};
  const RowFault unknown{Errc::unknown_code, Field::motive, 0};
  for (const std::string_view event : {"radiate", "warn", "answer"}) EXPECT_EQ(fault(event, ""), missing) << event;
  EXPECT_EQ(fault("warn", "e"), unknown);
  EXPECT_EQ(fault("answer", "a"), unknown);
  EXPECT_EQ(fault("radiate", "g"), unknown);
  EXPECT_EQ(fault("warn", "c"), std::nullopt);
  EXPECT_EQ(fault("answer", "d"), std::nullopt);
  EXPECT_EQ(fault("radiate", "f"), std::nullopt);
  EXPECT_EQ(fault("renew", ""), std::nullopt);
  EXPECT_EQ(fault("requalify", ""), std::nullopt) << "a matter of law: NO_SUCH_MOTIVE";
}

// A log in memory.

TEST(EventLog, KeepsThePlacesOfRowsAmongFaults) {
  EventLog log;
  const ColumnMap map = map_of({"demand", "event", "effective", "recorded", "actor"});
  EXPECT_EQ(log.add_cells(map, Cells{"A", "renew", "2020-01-01", "2020-01-01", "applicant"}, 2), std::nullopt);
  EXPECT_TRUE(log.add_cells(map, Cells{"A", "renew", "2020-13-01", "2020-01-01", "applicant"}, 3));
  EXPECT_EQ(log.add_cells(map, Cells{"B", "renew", "2020-01-01", "2020-01-01", "applicant"}, 4), std::nullopt);
  EXPECT_EQ(log.rows(), 3U);
  EXPECT_EQ(log.demands(), 2U);
  EXPECT_EQ(log.at(2)->demand, "B");
  EXPECT_EQ(log.at(1), std::nullopt);
  EXPECT_EQ(log.at(3), std::nullopt);
  EXPECT_EQ(log.line_of(1), 3U);
  EXPECT_EQ(log.line_of(2), 4U);
  EXPECT_EQ(log.find("B"), DemandIndex{1});
  EXPECT_EQ(log.find("C"), std::nullopt);
  ASSERT_EQ(log.faults().size(), 1U);
  EXPECT_EQ(log.faults().row[0], 1U);
  EXPECT_EQ(log.faults().fault[0], (RowFault{Errc::impossible_date, Field::effective, 0}));
}

TEST(EventLog, ColumnsOfAnyKindReadAsCellsDo) {
  const ColumnMap map = map_of({"demand", "event", "effective", "recorded", "actor", "sources", "typology"});
  const Cells demands{"A", "B", "A"};
  const Cells events{"file", "renew"};
  const Cells actors{"lessor", "nobody"};
  const Cells typologies{"T2", "", "C"};
  const std::vector<std::int32_t> event{0, 1, 1};
  const std::vector<std::int32_t> actor{0, 0, 1};
  const std::vector<std::int32_t> effective{18262, 18263, 18264};
  const std::vector<std::int32_t> sources{LogColumn::no_number, 2, 3};
  using Kind = LogColumn::Kind;
  const std::vector<LogColumn> columns{{Kind::text, demands, {}},   {Kind::dictionary, events, event}, {Kind::number, {}, effective},
                                       {Kind::number, {}, effective}, {Kind::dictionary, actors, actor}, {Kind::number, {}, sources},
                                       {Kind::text, typologies, {}}};
  EventLog log;
  const auto bad = log.add_columns(map, columns);
  ASSERT_TRUE(bad);
  EXPECT_EQ(*bad, 1U);
  EventLog cells;
  EXPECT_FALSE(cells.add_cells(map, Cells{"A", "file", "2020-01-01", "2020-01-01", "lessor", "", "T2"}));
  EXPECT_FALSE(cells.add_cells(map, Cells{"B", "renew", "2020-01-02", "2020-01-02", "lessor", "2", ""}));
  EXPECT_TRUE(cells.add_cells(map, Cells{"A", "renew", "2020-01-03", "2020-01-03", "nobody", "3", "C"}));
  for (const RowIndex row : {0U, 1U}) EXPECT_EQ(log.at(row)->event, cells.at(row)->event);
  EXPECT_EQ(log.faults().fault, cells.faults().fault);
}

TEST(EventLog, RefusesABatchThatIsNoTable) {
  const ColumnMap map = map_of({"demand", "event", "effective", "recorded", "actor"});
  const Cells two{"A", "B"};
  const Cells one{"renew"};
  const std::vector<std::int32_t> numbers{0, 7};
  using Kind = LogColumn::Kind;
  EventLog log;
  std::vector<LogColumn> columns{{Kind::text, two, {}}};
  EXPECT_EQ(log.add_columns(map, columns).error(), (Fault{Errc::wrong_field_count, 1}));
  columns = {{Kind::text, two, {}}, {Kind::text, one, {}}, {Kind::text, two, {}}, {Kind::text, two, {}}, {Kind::text, two, {}}};
  EXPECT_EQ(log.add_columns(map, columns).error(), (Fault{Errc::wrong_field_count, 1}));
  columns[1] = {Kind::dictionary, one, numbers};
  EXPECT_EQ(log.add_columns(map, columns).error(), (Fault{Errc::unknown_code, 1}));
  columns[1] = {Kind::number, {}, numbers};
  EXPECT_EQ(log.add_columns(map, columns).error(), (Fault{Errc::bad_number, 1}));
  EXPECT_EQ(log.rows(), 0U);
}

// CSV.

TEST(CsvReader, TakesTheUsualVariants) {
  const Lines expected{"0@2" + good_cells};
  EXPECT_EQ(read(header + good + "\n").rows, expected);
  EXPECT_EQ(read(header + good).rows, expected);
  EXPECT_EQ(read("\xEF\xBB\xBF" + header + good).rows, expected);
  EXPECT_EQ(read("\xEF\xBB\xBF" + header + good).encoding, TextEncoding::utf8_bom);
  EXPECT_EQ(read("demand,event,effective,recorded,actor\r\n" + good + "\r\n").rows, expected);
  EXPECT_EQ(read("demand;event;effective;recorded;actor\nX;renew;2020-01-01;2020-01-02;applicant").rows, expected);
  EXPECT_EQ(read("demand;event;effective;recorded;actor\n").delimiter, ';');
  EXPECT_EQ(read("\"demand\",\"event\",effective,recorded,\"actor\"\n\"X\",renew,2020-01-01,2020-01-02,\"applicant\"\r\n").rows, expected);
  EXPECT_EQ(read(header + "\n\r\n" + good + "\n\n").rows, Lines{"0@4" + good_cells}) << "blank lines are no rows";
  EXPECT_EQ(read(header).fault, std::nullopt);
}

TEST(CsvReader, Quotes) {
  EXPECT_EQ(read(header + "\"a,b\",\"say \"\"yes\"\"\",\"\",\"\"\"\",z\n").rows, Lines{"0@2[a,b][say \"yes\"][][\"][z]"});
  EXPECT_EQ(read(header + "\"two\nlines\",b,c,d,e\n" + good).rows, (Lines{"0@2[two\nlines][b][c][d][e]", "1@4" + good_cells}));
  EXPECT_EQ(read(header + "\"\r\n\",b,c,d,\"e\"\r\n").rows, Lines{"0@2[\r\n][b][c][d][e]"});
}

TEST(CsvReader, AQuoteNeverClosedCostsOneRow) {
  const Lines expected{"0@2" + good_cells, "1@3 BAD_QUOTING 11 \"X,renew,oh", "2@4" + good_cells, "3@5" + good_cells};
  EXPECT_EQ(read(header + good + "\n\"X,renew,oh\n" + good + "\n" + good + "\n").rows, expected);
  EXPECT_EQ(read(header + good + "\n\"X,renew,oh\n" + good + "\n" + good).rows, expected);
  EXPECT_EQ(read(header + "\"X,renew").rows, Lines{"0@2 BAD_QUOTING 8 \"X,renew"});
  EXPECT_EQ(read(header + "\"X\"y,renew\n" + good).rows, (Lines{"0@2 BAD_QUOTING 3 \"X\"y,renew", "1@3" + good_cells}));
  EXPECT_EQ(read(header + "X\"y\",renew\n" + good).rows, (Lines{"0@2 BAD_QUOTING 1 X\"y\",renew", "1@3" + good_cells}));
  EXPECT_EQ(read(header + "\"a\n\"b\n\"c\n" + good).rows,
            (Lines{"0@2 BAD_QUOTING 2 \"a", "1@3 BAD_QUOTING 2 \"b", "2@4 BAD_QUOTING 2 \"c", "3@5" + good_cells}));
  EXPECT_EQ(read(header + "\"a\n\xE9\n" + good).rows, (Lines{"0@2 BAD_QUOTING 2 \"a", "1@3 BAD_ENCODING 0 \xE9", "2@4" + good_cells}));
}

TEST(CsvReader, BadInput_TruncatedFile) {
  EXPECT_EQ(read(header + good + "\nX,renew,2020-0").rows, (Lines{"0@2" + good_cells, "1@3 WRONG_FIELD_COUNT 3 X,renew,2020-0"}));
  EXPECT_EQ(read("demand,event,effec").fault, (Fault{Errc::unknown_column, 2}));
  EXPECT_EQ(read("").fault, (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(read("\n\n").fault, (Fault{Errc::empty_input, 0}));
  EXPECT_EQ(read("\xEF\xBB\xBF").fault, (Fault{Errc::empty_input, 0}));
}

TEST(CsvReader, WrongFieldCount) {
  EXPECT_EQ(read(header + "a,b,c,d,e,f\na\n,,,,\n" + good).rows,
            (Lines{"0@2 WRONG_FIELD_COUNT 6 a,b,c,d,e,f", "1@3 WRONG_FIELD_COUNT 1 a", "2@4[][][][][]", "3@5" + good_cells}));
}

TEST(CsvReader, BadInput_BinaryFile) {
  const std::string zero("X\0Y,renew,,,\n", 13);
  EXPECT_EQ(read(header + zero + good).rows, (Lines{"0@2 BINARY_INPUT 1 " + zero.substr(0, 12), "1@3" + good_cells}));
  EXPECT_EQ(read(std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)).fault, (Fault{Errc::bad_encoding, 0}));
  EXPECT_EQ(read(std::string("PAR1\x15\0\x15\x80", 8)).fault, (Fault{Errc::binary_input, 5}));
}

TEST(CsvReader, BadInput_WrongEncoding) {
  EXPECT_EQ(read(header + "Andr\xE9,renew,,,\n" + good).rows, (Lines{"0@2 BAD_ENCODING 4 Andr\xE9,renew,,,", "1@3" + good_cells}));
  EXPECT_EQ(read(header + "Andr\xC3\xA9,renew,,,\n").rows, Lines{"0@2[Andr\xC3\xA9][renew][][][]"});
  const Reading little = read(std::string("\xFF\xFE" "d\0e\0", 6));
  EXPECT_EQ(little.fault, (Fault{Errc::bad_encoding, 0}));
  EXPECT_EQ(text(little.encoding), "UTF-16 little-endian");
  const Reading big = read(std::string("\xFE\xFF\0d", 4));
  EXPECT_EQ(big.fault, (Fault{Errc::bad_encoding, 0}));
  EXPECT_EQ(text(big.encoding), "UTF-16 big-endian");
  EXPECT_EQ(read("\xFF\xFE").fault, (Fault{Errc::bad_encoding, 0})) << "shorter than a mark of UTF-8";
  EXPECT_EQ(read(std::string("d\0e\0m\0", 6)).fault, (Fault{Errc::binary_input, 1})) << "UTF-16 without its mark";
}

TEST(CsvReader, ChunksChangeNothing) {
  const std::string text = "\xEF\xBB\xBF" + header + good + "\r\n\"q\n\",b,c,d,\"\"\"e\"\n\"open\n" + good + "\nX\xE9,,,,\n\n" + good;
  const Reading whole = read(text);
  ASSERT_EQ(whole.rows.size(), 6U);
  for (std::size_t chunk = 1; chunk < text.size(); ++chunk) {
    const Reading cut = read(text, chunk);
    EXPECT_EQ(cut.rows, whole.rows) << chunk;
    EXPECT_EQ(cut.counters.lines, whole.counters.lines) << chunk;
    EXPECT_EQ(cut.counters.bytes, text.size());
  }
  EXPECT_EQ(whole.counters.lines, 9U);
  EXPECT_EQ(whole.counters.rows, 6U);
  EXPECT_EQ(whole.counters.bad_rows, 2U);
}

TEST(CsvReader, TheLimitOfARowIsExact) {
  const std::string tail = ",renew,2020-01-01,2020-01-02,applicant";
  const std::string fits(CsvReader::row_limit - tail.size(), 'k');
  for (const std::size_t chunk : {std::string_view::npos, std::size_t{1000}}) {
    for (const std::string_view ending : {"\n", "\r\n", ""}) {
      const Reading full = read(header + fits + tail + std::string(ending), chunk);
      EXPECT_EQ(full.counters.bad_rows, 0U) << ending.size();
      const Reading over = read(header + "k" + fits + tail + std::string(ending), chunk);
      EXPECT_EQ(over.rows, Lines{"0@2 ROW_TOO_LONG 65536 " + std::string(40, 'k') + "..."}) << ending.size();
    }
  }
}

TEST(CsvReader, BadInput_AHugeLineIsNeverHeld) {
  constexpr std::uint64_t megabyte = 1U << 20U;
  const std::string chunk(megabyte, 'x');
  for (const bool within_quotes : {false, true}) {
    std::vector<std::string> bad;
    std::uint64_t rows = 0;
    CsvReader reader([&rows](const CsvRow&) { ++rows; },
                     [&bad](const BadRow& row) {
                       bad.push_back(std::to_string(row.line) + " " + std::string(text(row.fault.code)) + (row.truncated ? " truncated" : ""));
                       EXPECT_LE(row.raw.size(), CsvReader::row_limit);
                     });
    reader.feed(header + good + "\n" + (within_quotes ? "\"open\n" : ""));
    for (int i = 0; i < 300; ++i) reader.feed(chunk);
    reader.feed("\n" + good + "\n");
    reader.finish();
    EXPECT_EQ(rows, 2U);
    EXPECT_EQ(bad, within_quotes ? (Lines{"3 BAD_QUOTING", "4 ROW_TOO_LONG truncated"}) : Lines{"3 ROW_TOO_LONG truncated"});
    EXPECT_GT(reader.counters().bytes, 300 * megabyte);
    EXPECT_LE(reader.counters().largest_buffer, 2 * CsvReader::row_limit + 4);
  }
}

TEST(CsvReader, AHeaderWithoutEndIsRefusedEarly) {
  CsvReader reader({}, {});
  EXPECT_FALSE(reader.feed(std::string(100000, 'h')));
  EXPECT_EQ(reader.fault(), (Fault{Errc::row_too_long, 65536}));
}

// Files.

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_ = std::filesystem::temp_directory_path() / (std::string("sne_event_log_") + ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST(ReadCsv, KeepsBadRowsApartWithTheirPlaceAndTheirText) {
  const std::string bad_date = "X,renew,2020-02-30,2020-03-01,applicant";
  const TemporaryFile file(header + good + "\n" + bad_date + "\nX,\"renew\n" + good + "\n");
  EventLog log;
  std::string rejects(rejects_header);
  std::uint64_t done = 0;
  const LogReading reading = read_csv(
      file.path(), log, [&rejects](const BadRow& bad) { rejects += rejects_line(bad); },
      [&done](std::uint64_t bytes, std::uint64_t total) {
        EXPECT_LE(bytes, total);
        done = bytes;
      });
  EXPECT_EQ(reading.fault, std::nullopt);
  EXPECT_EQ(reading.counters.rows, 4U);
  EXPECT_EQ(reading.counters.bad_rows, 2U);
  EXPECT_EQ(done, reading.counters.bytes);
  EXPECT_EQ(log.rows(), 4U);
  EXPECT_EQ(log.line_of(3), 5U);
  EXPECT_EQ(rejects,
            "row,line,field,code,at,truncated,raw\n"
            "1,3,effective,IMPOSSIBLE_DATE,0,no,\"" + bad_date + "\"\n"
            "2,4,,BAD_QUOTING,8,no,\"X,\"\"renew\"\n");
}

TEST(ReadCsv, SaysWhyALogCannotBeRead) {
  EventLog log;
  EXPECT_EQ(read_csv("/nowhere/at/all.csv", log).fault, (Fault{Errc::unreadable_file, 0}));
  EXPECT_EQ(read_csv(std::filesystem::temp_directory_path().string(), log).fault, (Fault{Errc::unreadable_file, 0}));
  const TemporaryFile empty("");
  EXPECT_EQ(read_csv(empty.path(), log).fault, (Fault{Errc::empty_input, 0}));
  const LogReading reading = read_csv_text("demand,evenement\nX,renew\n", log);
  EXPECT_EQ(reading.fault, (Fault{Errc::unknown_column, 1}));
  EXPECT_EQ(reading.header, (Lines{"demand", "evenement"}));
  EXPECT_EQ(log.rows(), 0U);
}

}  // namespace
}  // namespace sne
