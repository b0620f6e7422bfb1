#include <sne/law_table.hpp>

#include <absl/strings/str_format.h>
#include <nlohmann/json.hpp>

namespace sne {

namespace {

constexpr std::array<std::string_view, ceiling_cell_count> cell_names{"1", "2", "3", "4", "5", "6", "extra"};

nlohmann::ordered_json line_json(const CeilingLine& line) {
  nlohmann::ordered_json written{{"product", text(line.product)}, {"zone", text(line.zone)}, {"category", cell_names[line.cell]}};
  if (!line.amount.known()) {
    written["euros"] = nullptr;
    return written;
  }
  written["euros"] = line.amount.euros;
  written["mark"] = text(line.amount.mark);
  written["rule"] = id_of(line.amount.rule);
  written["citation"] = line.citation.id;
  written["article"] = line.citation.article;
  written["title"] = line.citation.title;
  written["source"] = line.source;
  return written;
}

std::string as_json(const std::vector<CeilingLine>& lines, Date day, const LawBook& law) {
  nlohmann::ordered_json root{{"day", iso_text(day).view()}, {"law_id", law.id().view()}, {"amounts", nlohmann::ordered_json::array()}};
  for (const CeilingLine& line : lines) root["amounts"].push_back(line_json(line));
  return root.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// A CSV cell, quoted where it must be.
std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2U : 1U, c);
  return quoted + '"';
}

std::string as_csv(const std::vector<CeilingLine>& lines) {
  std::string out = "product,zone,category,euros,mark,rule,citation,article,title,source\n";
  for (const CeilingLine& line : lines) {
    absl::StrAppendFormat(&out, "%s,%s,%s,", text(line.product), text(line.zone), cell_names[line.cell]);
    if (line.amount.known()) {
      absl::StrAppendFormat(&out, "%d,%s,%s,%s,%s,%s,%s\n", line.amount.euros, text(line.amount.mark), id_of(line.amount.rule), cell(line.citation.id),
                            cell(line.citation.article), cell(line.citation.title), cell(line.source));
    } else {
      out += ",,,,,,\n";
    }
  }
  return out;
}

std::string as_text(const std::vector<CeilingLine>& lines) {
  std::string out = absl::StrFormat("%-5s %-26s %-5s %7s  %-10s %-20s %s\n", "", "zone", "", "EUR", "mark", "citation", "source");
  for (const CeilingLine& line : lines) {
    const std::string euros = line.amount.known() ? std::to_string(line.amount.euros) : "?";
    const std::string_view mark = line.amount.known() ? text(line.amount.mark) : "";
    const std::string_view citation = line.amount.known() ? line.citation.id : "";
    absl::StrAppendFormat(&out, "%-5s %-26s %-5s %7s  %-10s %-20s %s\n", text(line.product), text(line.zone), cell_names[line.cell], euros, mark,
                          citation, line.source);
  }
  return out;
}

}  // namespace

Result<std::vector<CeilingLine>> ceiling_lines(Date day, const LawBook& law, const Policy& policy, std::optional<Product> product) {
  std::vector<CeilingLine> lines;
  for (std::size_t p = 0; p < CodeNames<Product>::list.size(); ++p) {
    const auto of = static_cast<Product>(p);
    if (product && *product != of) continue;
    for (std::size_t z = 1; z < CodeNames<CeilingZone>::list.size(); ++z) {
      const auto zone = static_cast<CeilingZone>(z);
      for (std::size_t i = 0; i < ceiling_cell_count; ++i) {
        const Result<CeilingAmount> amount = ceiling_cell(of, zone, i, day, law, policy);
        if (!amount && amount.error().code == Errc::product_not_in_zone) break;
        if (!amount) return amount.error();
        lines.push_back({of, zone, i, *amount, ceiling_citation(*amount, law), ceiling_source(*amount, law)});
      }
    }
  }
  return lines;
}

Result<std::string> law_table(Date day, const LawBook& law, const Policy& policy, TableForm form, std::optional<Product> product) {
  const Result<std::vector<CeilingLine>> lines = ceiling_lines(day, law, policy, product);
  if (!lines) return lines.error();
  switch (form) {
    case TableForm::json: return as_json(*lines, day, law);
    case TableForm::csv: return as_csv(*lines);
    case TableForm::text: break;
  }
  return as_text(*lines);
}

}  // namespace sne
