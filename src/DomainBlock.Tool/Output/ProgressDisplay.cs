using DomainBlock.Lists;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DomainBlock.Tool.Output;

/// <summary>
/// Progress of long work on standard error: bytes of the total, rules, time left; ten times a second at most. Shows
/// nothing where standard error is no terminal, or <c>TERM</c> is <c>dumb</c>, or <c>CI</c> is set.
/// </summary>
internal sealed class ProgressDisplay
{
    private readonly ProgressContext? _context;

    private ProgressDisplay(ProgressContext? context) => _context = context;

    /// <summary>Shows nothing.</summary>
    public static ProgressDisplay None { get; } = new(null);

    private static bool IsWanted => !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));

    /// <summary>Runs work with a display.</summary>
    public static T Run<T>(Func<ProgressDisplay, T> work)
    {
        if (!IsWanted)
            return work(None);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        Progress progress = console.Progress().AutoClear(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new RulesColumn(), new RemainingTimeColumn());
        progress.RefreshRate = TimeSpan.FromMilliseconds(100);
        return progress.Start(context => work(new ProgressDisplay(context)));
    }

    /// <summary>Begins to show a list that is read; null where nothing is shown.</summary>
    /// <param name="name">What the list is called.</param>
    /// <param name="stream">Its bytes as they are on the disk; their number is the total where it is known.</param>
    public IProgress<ListProgress>? Begin(string name, Stream stream)
    {
        if (_context is null)
            return null;
        ProgressTask task = _context.AddTask(Markup.Escape(EscapedText.Escape(name, 40)), maxValue: stream.CanSeek ? Math.Max(1, stream.Length) : 1);
        task.IsIndeterminate = !stream.CanSeek;
        return new ListTask(task, stream);
    }

    /// <summary>Begins to show a step whose length is not known.</summary>
    public void BeginStep(string name)
    {
        if (_context is not null)
            _context.AddTask(name).IsIndeterminate = true;
    }

    private sealed class ListTask(ProgressTask task, Stream stream) : IProgress<ListProgress>
    {
        public void Report(ListProgress value)
        {
            task.State.Update<int>("rules", _ => value.Rules);
            if (stream.CanSeek)
                task.Value = stream.Position;
        }
    }

    private sealed class RulesColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Spectre.Console.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{task.State.Get<int>("rules"):N0} rules"));
    }
}
