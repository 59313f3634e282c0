#include "procurement/app/audit/audit_archive.h"

#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

#include "procurement/refusal/refusal.h"

namespace wutong::app {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& place, const std::string& reason) {
  throw procurement::Refused(procurement::Refusal::output_not_writable, {place.string(), reason});
}

/// A folder that only this process reads, gone with all in it when its owner is gone.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = std::filesystem::temp_directory_path() / "wutong-audit-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) refuse(name, "no temporary folder can be made");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

void add(zip_t* archive, const std::filesystem::path& file) {
  zip_source_t* source = zip_source_file(archive, file.c_str(), 0, 0);  // from 0 to its end
  const std::string name = file.parent_path().filename() / file.filename();
  if (source == nullptr || zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) < 0) {
    zip_source_free(source);
    refuse(file, zip_strerror(archive));
  }
}

void pack(const std::filesystem::path& folder, const std::filesystem::path& file) {
  int error = 0;
  Archive archive(zip_open(file.c_str(), ZIP_CREATE | ZIP_EXCL, &error));
  if (!archive) refuse(file, "ZIP error " + std::to_string(error));
  std::set<std::filesystem::path> in_order;
  for (const auto& one : std::filesystem::directory_iterator(folder)) in_order.insert(one.path());
  for (const auto& one : in_order) add(archive.get(), one);
  if (zip_close(archive.get()) != 0) refuse(file, zip_strerror(archive.get()));
  static_cast<void>(archive.release());  // closed, and with it gone
}

std::string content_of(const std::filesystem::path& file) {
  std::ostringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

}  // namespace

std::string audit_archive(inventory::Store& store, std::int64_t county_id,
                          const AuditEvidence& evidence, const AuditPeriod& period) {
  const TemporaryFolder temporary;
  const auto folder = temporary.path() / "audit";
  export_audit(store, county_id, evidence, period, folder);
  pack(folder, temporary.path() / "audit.zip");
  return content_of(temporary.path() / "audit.zip");
}

}  // namespace wutong::app
