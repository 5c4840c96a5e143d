import RehearsalCommands

@main
enum Main {
  static func main() async {
    await Rehearse.launch()
  }
}
