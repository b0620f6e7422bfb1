#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "pages.hpp"

/// sne-docgen [--check] ROOT: writes the generated pages under ROOT/docs, or says which are stale.

namespace {

namespace fs = std::filesystem;
using namespace sne;
using namespace sne::docs;

struct Page {
  fs::path path;
  std::string text;
};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Kinds read_kinds(const fs::path& csv) {
  Kinds kinds;
  std::istringstream lines(read(csv));
  for (std::string line; std::getline(lines, line);) {
    const std::size_t first = line.find(',');
    const std::size_t second = line.find(',', first + 1);
    if (first != std::string::npos && second != std::string::npos) {
      kinds[line.substr(first + 1, second - first - 1)] = line.substr(second + 1);
    }
  }
  return kinds;
}

/// What the engine gives and the list of reasons does not foresee, or the other way round.
std::vector<std::string> disagreements(const Kinds& kinds, const std::set<Given>& given) {
  std::vector<std::string> found;
  for (const ReasonRow& row : law::reasons) {
    const auto kind = kinds.find(row.name);
    bool refuses = false;
    bool warns = false;
    for (const Given& one : given) {
      if (one.code == row.code) (one.warning ? warns : refuses) = true;
    }
    const std::string seen = refuses && warns ? "either" : refuses ? "refusal" : warns ? "warning" : "never given";
    if (kind == kinds.end() || kind->second != seen) {
      found.push_back(std::string(row.name) + ": " + (kind == kinds.end() ? "not listed" : kind->second) + " in reasons.csv, " + seen + " by the engine");
    }
  }
  return found;
}

/// The page of a rule with its head renewed and its body as it is.
Page rule_page(const fs::path& folder, Rule rule, const LawBook& law, const std::set<Given>& given) {
  const std::string id(id_of(rule));
  Page page{folder / (id + ".md"), {}};
  std::string text = read(page.path);
  if (text.empty()) text = "# " + id + "\n\n" + std::string(opening_mark) + std::string(closing_mark);
  const std::size_t open = text.find(opening_mark);
  const std::size_t close = text.find(closing_mark);
  if (open == std::string::npos || close == std::string::npos || close < open) {
    page.text = "# " + id + "\n\n" + std::string(opening_mark) + rule_head(rule, law, given) + std::string(closing_mark) + '\n' + text;
    return page;
  }
  page.text = text.substr(0, open) + std::string(opening_mark) + rule_head(rule, law, given) + text.substr(close);
  return page;
}

std::vector<Page> every_page(const fs::path& docs, const Kinds& kinds, const std::set<Given>& given) {
  const LawBook law = LawBook::builtin();
  std::vector<Page> pages{{docs / "lifecycle.md", lifecycle_page(law)}, {docs / "error-codes.md", error_codes_page(kinds, given)}};
  for (std::size_t i = 0; i < law::rules.size(); ++i) pages.push_back(rule_page(docs / "rules", static_cast<Rule>(i), law, given));
  return pages;
}

int write(const std::vector<Page>& pages) {
  int failed = 0;
  for (const Page& page : pages) {
    if (read(page.path) == page.text) continue;
    fs::create_directories(page.path.parent_path());
    std::ofstream file(page.path, std::ios::binary);
    file << page.text;
    if (!file.flush()) {
      std::cerr << page.path.string() << ": cannot be written\n";
      failed = 1;
    }
  }
  return failed;
}

int check(const std::vector<Page>& pages) {
  int stale = 0;
  for (const Page& page : pages) {
    if (read(page.path) == page.text) continue;
    std::cerr << page.path.string() << ": stale, run sne-docgen\n";
    stale = 1;
  }
  return stale;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  const bool checking = std::erase(arguments, "--check") > 0;
  if (arguments.size() != 1) {
    std::cerr << "usage: sne-docgen [--check] ROOT\n";
    return 2;
  }
  const fs::path root = arguments.front();
  const Kinds kinds = read_kinds(root / "lib" / "law" / "reasons.csv");
  const std::set<Given> given = codes_given();
  const std::vector<std::string> faults = disagreements(kinds, given);
  for (const std::string& fault : faults) std::cerr << fault << '\n';
  const std::vector<Page> pages = every_page(root / "docs", kinds, given);
  const int done = checking ? check(pages) : write(pages);
  return faults.empty() ? done : 1;
}
