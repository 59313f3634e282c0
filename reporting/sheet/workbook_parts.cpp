#include "reporting/sheet/workbook_parts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "reporting/sheet/xml_part.h"

namespace wutong::reporting {
namespace {

constexpr std::uint64_t most_directory_bytes = 16 * 1024 * 1024;

struct Relationship {
  std::string type;    ///< the last word of its address: "worksheet"
  std::string target;  ///< the part's name
};
using Relationships = std::map<std::string, Relationship>;

class RelationshipReading : public XmlHandler {
 public:
  explicit RelationshipReading(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") {
      return;
    }
    const std::string type = attributes.text("Type");
    // An absolute target starts from the root of the archive, which has no leading slash.
    const std::filesystem::path target = (folder_ / attributes.text("Target")).lexically_normal();
    found[attributes.text("Id")] = {type.substr(type.rfind('/') + 1),
                                    target.relative_path().string()};
  }
  Relationships found;

 private:
  std::filesystem::path folder_;
};

Relationships relationships_of(const ZipArchive& archive, const std::filesystem::path& part) {
  const std::filesystem::path folder = part.parent_path();
  const std::string file = (folder / "_rels" / (part.filename().string() + ".rels")).string();
  RelationshipReading reading(folder);
  if (archive.has(file)) {
    read_xml(archive, file, most_directory_bytes, reading);
  }
  return std::move(reading.found);
}

/// The target of the first relationship of a type; empty when there is none.
std::string target_of(const Relationships& relationships, std::string_view type) {
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == type) {
      return relationship.target;
    }
  }
  return {};
}

struct SheetEntry {
  std::string name;
  std::string relationship;
  bool is_visible;
};

class WorkbookReading : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbook") {
      is_workbook = true;
    } else if (name == "workbookPr") {
      const auto from_1904 = attributes.find("date1904");
      is_from_1904 = from_1904 == "1" || from_1904 == "true";
    } else if (name == "sheet") {
      sheets.push_back({attributes.text("name"), attributes.text("id"),
                        attributes.find("state").value_or("visible") == "visible"});
    }
  }
  bool is_workbook = false;
  bool is_from_1904 = false;
  std::vector<SheetEntry> sheets;
};

/// Charts and macro sheets of old stand in the list of sheets too.
std::string part_of_sheet(const SheetEntry& sheet, const Relationships& relationships) {
  const auto found = relationships.find(sheet.relationship);
  const bool is_table = found != relationships.end() && found->second.type == "worksheet";
  return is_table ? found->second.target : std::string();
}

std::string choose_sheet(const WorkbookReading& workbook, const Relationships& relationships,
                         const std::vector<std::string>& names) {
  std::string first_visible;
  for (const SheetEntry& sheet : workbook.sheets) {
    const std::string part = part_of_sheet(sheet, relationships);
    if (!part.empty() && std::find(names.begin(), names.end(), sheet.name) != names.end()) {
      return part;
    }
    if (first_visible.empty() && sheet.is_visible) {
      first_visible = part;
    }
  }
  return first_visible;
}

void refuse_macros(const ZipArchive& archive) {
  for (const std::string& part : archive.part_names()) {
    if (std::filesystem::path(part).filename() == "vbaProject.bin") {
      throw WorkbookProblem(SheetProblem::has_macros, part);
    }
  }
}

}  // namespace

WorkbookParts find_workbook_parts(const ZipArchive& archive,
                                  const std::vector<std::string>& sheet_names) {
  const std::string main = target_of(relationships_of(archive, ""), "officeDocument");
  if (main.empty() || !main.ends_with(".xml") || !archive.has(main)) {
    throw WorkbookProblem(SheetProblem::not_a_sheet, "");
  }
  refuse_macros(archive);
  WorkbookReading workbook;
  read_xml(archive, main, most_directory_bytes, workbook);
  const Relationships relationships = relationships_of(archive, main);
  const std::string sheet = choose_sheet(workbook, relationships, sheet_names);
  if (!workbook.is_workbook || sheet.empty()) {
    throw WorkbookProblem(SheetProblem::not_a_sheet, main);
  }
  return {sheet, target_of(relationships, "sharedStrings"), target_of(relationships, "styles"),
          workbook.is_from_1904 ? DateSystem::from_1904 : DateSystem::from_1900};
}

}  // namespace wutong::reporting
