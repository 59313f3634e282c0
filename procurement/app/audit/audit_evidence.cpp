#include "procurement/app/audit/audit_evidence.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "procurement/app/command_line/usage_error.h"

namespace wutong::app {

using inventory::AuditPublicKey;
using inventory::AuditSigningKey;
using inventory::Checkpoint;

namespace {

/// Nothing when there is no such file.
std::optional<std::string> content_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return std::nullopt;
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

AuditSigningKey open_key(const std::filesystem::path& folder) {
  if (std::filesystem::create_directories(folder)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  }
  return AuditSigningKey::of_file(folder / "audit.key");
}

/// A file that is open; what went wrong names it.
class OpenFile {
 public:
  OpenFile(std::filesystem::path path, int flags)
      : path_(std::move(path)), number_(::open(path_.c_str(), flags | O_CLOEXEC, 0600)) {
    require(number_ >= 0);
  }
  ~OpenFile() { ::close(number_); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  void lock() { require(::flock(number_, LOCK_EX) == 0); }
  void write(const std::string& text) {
    require(::write(number_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    require(::fsync(number_) == 0);
  }

 private:
  void require(bool is_done) const {
    if (!is_done) throw std::system_error(errno, std::generic_category(), path_.string());
  }
  std::filesystem::path path_;
  int number_;
};

std::string content_or_usage_error(const std::filesystem::path& file) {
  auto content = content_of(file);
  if (!content) throw UsageError("cannot read " + file.string());
  return std::move(*content);
}

}  // namespace

AuditEvidence::AuditEvidence(std::filesystem::path data_folder)
    : folder_(std::move(data_folder)), key_(open_key(folder_)), public_keys_{key_.public_key()} {
  const auto former = content_of(folder_ / "audit.former.pem");
  if (!former) return;
  for (const AuditPublicKey& key : AuditPublicKey::of_pem(*former)) public_keys_.push_back(key);
}

void AuditEvidence::trust_too(const std::string& pem) {
  std::string added;
  for (const AuditPublicKey& key : AuditPublicKey::of_pem(pem)) {
    const bool is_known = std::any_of(
        public_keys_.begin(), public_keys_.end(),
        [&](const AuditPublicKey& known) { return known.fingerprint() == key.fingerprint(); });
    if (is_known) continue;
    public_keys_.push_back(key);
    added += key.pem();
  }
  if (added.empty()) return;
  OpenFile one_at_a_time(folder_ / "audit.key", O_RDONLY);
  one_at_a_time.lock();
  const auto file = folder_ / "audit.former.pem";
  auto fresh = file;
  fresh += ".unfinished";
  OpenFile(fresh, O_WRONLY | O_CREAT | O_TRUNC).write(content_of(file).value_or("") + added);
  std::filesystem::rename(fresh, file);
}

std::string signing_keys_of(const std::filesystem::path& data_folder) {
  const bool has_signed = std::filesystem::exists(data_folder / "audit.key") ||
                          std::filesystem::exists(data_folder / "audit.former.pem");
  if (!has_signed) return "";
  const AuditEvidence evidence(data_folder);
  std::string pem;
  for (const AuditPublicKey& key : evidence.public_keys()) pem += key.pem();
  return pem;
}

std::filesystem::path AuditEvidence::file_of(std::int64_t county_id) const {
  return folder_ / ("audit.checkpoint." + std::to_string(county_id));
}

std::optional<Checkpoint> AuditEvidence::kept(std::int64_t county_id) const {
  const auto content = content_of(file_of(county_id));
  if (!content) return std::nullopt;
  auto checkpoint = inventory::parse_checkpoint(*content);
  if (!checkpoint || checkpoint->county_id != county_id) {
    throw std::runtime_error(file_of(county_id).string() + " is not a checkpoint of this county");
  }
  return checkpoint;
}

inventory::AuditTrust AuditEvidence::trust(std::int64_t county_id) const {
  inventory::AuditTrust trust{public_keys_, {}};
  if (auto checkpoint = kept(county_id)) trust.kept.push_back(std::move(*checkpoint));
  return trust;
}

void AuditEvidence::keep(inventory::Connection& connection, const Checkpoint& checkpoint) const {
  OpenFile one_at_a_time(folder_ / "audit.key", O_RDONLY);
  one_at_a_time.lock();
  if (const auto before = kept(checkpoint.county_id)) {
    if (before->number >= checkpoint.number) return;
    const auto there =
        inventory::load_checkpoints(connection, before->county_id, before->number - 1, 1);
    if (there.empty() || there.front() != *before) return;
  }
  const auto file = file_of(checkpoint.county_id);
  auto fresh = file;
  fresh += ".unfinished";
  OpenFile(fresh, O_WRONLY | O_CREAT | O_TRUNC).write(file_text(checkpoint));
  std::filesystem::rename(fresh, file);
}

Checkpoint checkpoint_of_file(const std::filesystem::path& file) {
  const auto checkpoint = inventory::parse_checkpoint(content_or_usage_error(file));
  if (!checkpoint) throw UsageError(file.string() + " is not a checkpoint of an audit chain");
  return *checkpoint;
}

std::vector<AuditPublicKey> public_keys_of_file(const std::filesystem::path& file) try {
  return AuditPublicKey::of_pem(content_or_usage_error(file));
} catch (const UsageError&) {
  throw;
} catch (const std::runtime_error& error) {
  throw UsageError(file.string() + ": " + error.what());
}

}  // namespace wutong::app
