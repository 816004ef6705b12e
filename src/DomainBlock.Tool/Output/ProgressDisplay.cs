using DomainBlock.Lists;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DomainBlock.Tool.Output;

/// <summary>
/// Progress of long work on standard error: bytes of the total and rules of each list, the stages of the compilation, time left; ten times a
/// second at most. Shows nothing where standard error is no terminal, or <c>TERM</c> is <c>dumb</c>, or <c>CI</c> is set.
/// </summary>
internal sealed class ProgressDisplay
{
    /// <summary>Under which a list's row keeps how many rules it gave.</summary>
    private const string Rules = "rules";

    /// <summary>Under which a row keeps whether it is a stage's, which has neither bytes nor rules.</summary>
    private const string IsStage = "stage";

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
            new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new BytesColumn(), new RulesColumn(), new RemainingTimeColumn());
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

    /// <summary>Begins to show a compilation, a row for each stage that is reached; null where nothing is shown.</summary>
    public IProgress<BuildProgress>? BeginStages() => _context is null ? null : new StageTasks(_context);

    private sealed class ListTask(ProgressTask task, Stream stream) : IProgress<ListProgress>
    {
        public void Report(ListProgress value)
        {
            task.State.Update<int>(Rules, _ => value.Rules);
            if (stream.CanSeek)
                task.Value = stream.Position;
        }
    }

    private sealed class StageTasks(ProgressContext context) : IProgress<BuildProgress>
    {
        private BuildStage _stage;
        private ProgressTask? _task;

        public void Report(BuildProgress value)
        {
            if (_task is null || value.Stage != _stage)
            {
                // Totals are estimates; a stage is done when the next one begins.
                if (_task is not null)
                    _task.Value = _task.MaxValue;
                _stage = value.Stage;
                _task = context.AddTask(Enum.GetName(value.Stage)!.ToLowerInvariant());
                _task.State.Update<bool>(IsStage, _ => true);
            }
            _task.MaxValue = Math.Max(1, value.Total);
            _task.Value = value.Done;
        }
    }

    /// <summary>For lists alone: what a stage counts are no bytes.</summary>
    private sealed class BytesColumn : ProgressColumn
    {
        private readonly DownloadedColumn _bytes = new();

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.State.Get<bool>(IsStage) ? Spectre.Console.Text.Empty : _bytes.Render(options, task, deltaTime);
    }

    private sealed class RulesColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.State.Get<bool>(IsStage)
                ? Spectre.Console.Text.Empty
                : new Spectre.Console.Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{task.State.Get<int>(Rules):N0} rules"));
    }
}
