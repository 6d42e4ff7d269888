package dev.warder.app.demo;

import dev.warder.model.PrincipalKind;
import java.time.ZoneId;
import java.util.List;

/// How somebody normally uses the API.
///
/// @param zone whose clock the hours are on
/// @param fromHour first hour of the day in which calls are made
/// @param toHour the hour at which they end; 0 to 24 for those who never sleep
/// @param weekends whether Saturday and Sunday are like other days
/// @param perDay sessions in a day
/// @param seats where and with what, from the usual to the rare
/// @param actions what a session is made of, from the usual to the rare
record Habit(
    String principal,
    PrincipalKind kind,
    List<String> scopes,
    ZoneId zone,
    int fromHour,
    int toHour,
    boolean weekends,
    int perDay,
    List<Seat> seats,
    List<Action> actions) {

  /// A desk, a sofa, a virtual machine: an address and the program that calls from it.
  ///
  /// @param from first day of the script on which it is used
  /// @param until the day before which it was used last
  record Seat(String address, String client, int from, int until) {
    private static final int ALWAYS = Integer.MAX_VALUE;

    static Seat at(String address, String client) {
      return new Seat(address, client, 0, ALWAYS);
    }

    Seat since(int day) {
      return new Seat(address, client, day, until);
    }

    Seat before(int day) {
      return new Seat(address, client, from, day);
    }

    boolean isUsedOn(int day) {
      return from <= day && day < until;
    }
  }

  /// @param path where `#` stands for a number
  record Action(String method, String path) {
    static Action get(String path) {
      return new Action("GET", path);
    }

    static Action post(String path) {
      return new Action("POST", path);
    }
  }

  Habit {
    scopes = List.copyOf(scopes);
    seats = List.copyOf(seats);
    actions = List.copyOf(actions);
  }
}
