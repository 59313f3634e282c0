#include "procurement/app/backup/gzip_file.h"

#include <Poco/DeflatingStream.h>
#include <Poco/Exception.h>
#include <Poco/InflatingStream.h>

#include <cerrno>
#include <fstream>
#include <istream>
#include <system_error>

#include "procurement/refusal/refusal.h"

namespace wutong::app {

namespace {

/// A third of the time of the usual level, for a tenth more bytes: others wait for the machine.
constexpr int quick_level = 3;

}  // namespace

struct GzipWriter::State {
  explicit State(std::filesystem::path path)
      : name(std::move(path)),
        file(name, std::ios::binary | std::ios::trunc),
        packed(file, Poco::DeflatingStreamBuf::STREAM_GZIP, quick_level) {}

  /// Does something that writes; the stream tells of a failure in its own way, or throws.
  template <typename Work>
  void guarded(const Work& work) {
    errno = 0;
    try {
      work();
    } catch (const Poco::IOException&) {
      refuse();
    }
    if (!file || !packed) refuse();
  }

  [[noreturn]] void refuse() const {
    throw procurement::Refused(
        procurement::Refusal::output_not_writable,
        {name.string(), std::generic_category().message(errno == 0 ? EIO : errno)});
  }

  std::filesystem::path name;
  std::ofstream file;
  Poco::DeflatingOutputStream packed;
};

GzipWriter::GzipWriter(const std::filesystem::path& file) {
  state_ = std::make_unique<State>(file);
  state_->guarded([] {});
  std::filesystem::permissions(
      file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

GzipWriter::~GzipWriter() = default;

void GzipWriter::write(std::string_view text) {
  state_->guarded(
      [&] { state_->packed.write(text.data(), static_cast<std::streamsize>(text.size())); });
}

void GzipWriter::close() {
  state_->guarded([&] {
    state_->packed.close();
    state_->file.close();
  });
}

struct GzipLines::State {
  explicit State(const std::filesystem::path& path)
      : file(path, std::ios::binary), unpacked(file, Poco::InflatingStreamBuf::STREAM_GZIP) {}

  std::ifstream file;
  Poco::InflatingInputStream unpacked;
};

GzipLines::GzipLines(const std::filesystem::path& file) : state_(std::make_unique<State>(file)) {}

GzipLines::~GzipLines() = default;

bool GzipLines::next(std::string& line) {
  return static_cast<bool>(std::getline(state_->unpacked, line));
}

}  // namespace wutong::app
