#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <thread>

namespace wutong::app {

/// Ends connections that take too long over what they owe us: a header, a body, reading an answer.
/// The limits of the sockets alone would let a caller send a byte now and then for ever, each in a
/// thread of its own.
class ConnectionWatch {
 public:
  ConnectionWatch();
  ~ConnectionWatch();
  ConnectionWatch(const ConnectionWatch&) = delete;
  ConnectionWatch& operator=(const ConnectionWatch&) = delete;

  /// One live connection, as long as it lives. Its thread finds it through current().
  class Watched {
   public:
    Watched(ConnectionWatch& watch, int socket);
    ~Watched();
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    /// From now on the connection has this long, until told otherwise.
    void allow(std::chrono::seconds time);
    /// We work on the answer: that is not the caller's time.
    void allow_any();

    static Watched& current();

   private:
    friend class ConnectionWatch;
    ConnectionWatch& watch_;
    int socket_;
    std::atomic<std::chrono::steady_clock::time_point> deadline_;
    std::list<Watched*>::iterator position_;
  };

  int live() const;
  /// No connection is to live longer than this from now: the server ends.
  void end_within(std::chrono::seconds time);

 private:
  void watch();

  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ending_ = false;
  std::list<Watched*> live_;
  std::thread watcher_;
};

}  // namespace wutong::app
