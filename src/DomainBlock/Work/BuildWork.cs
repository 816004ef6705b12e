using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace DomainBlock.Work;

/// <summary>
/// What long work says and asks while it goes on: how far its stage has come, and whether to go on. Several threads may work on one
/// stage; reports come one at a time.
/// </summary>
/// <param name="progress">Is told at most <see cref="ReportsPerStage"/> times a stage, besides its beginning.</param>
/// <param name="threads">How many threads may work at once; 0: as many as there are processors.</param>
/// <param name="cancellationToken">Ends the work with its exception.</param>
internal sealed class BuildWork(IProgress<BuildProgress>? progress = null, int threads = 0, CancellationToken cancellationToken = default)
{
    /// <summary>Items between two looks at the token. The slowest loop takes about two microseconds an item, so that ten milliseconds pass at most.</summary>
    public const int Stride = 4096;

    /// <summary>Enough for a bar that moves; costs nothing beside the work.</summary>
    public const int ReportsPerStage = 50;

    private readonly Lock _lock = new();
    private BuildStage _stage;
    private long _total;
    private long _done;
    private long _reported;

    /// <summary>Ends the work, for parts that look at it themselves.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>Begins a stage.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="total">How much there is to do; an estimate will do.</param>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Begin(BuildStage stage, long total)
    {
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (_stage, _total, _done, _reported) = (stage, total, 0, 0);
            progress?.Report(new BuildProgress(stage, 0, total));
        }
    }

    /// <summary>Says that so much more is done.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Advance(long items)
    {
        lock (_lock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _done = Math.Min(_total, _done + items);
            if (progress is null || _done - _reported < (_total / ReportsPerStage) + 1)
                return;
            _reported = _done;
            progress.Report(new BuildProgress(_stage, _done, _total));
        }
    }

    /// <summary>Shares pieces of the stage out among threads. What they make must not depend on who makes it, nor when.</summary>
    /// <param name="pieces">How many pieces.</param>
    /// <param name="body">Does one, and says so by <see cref="Advance"/>.</param>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void Share(int pieces, Action<int> body)
    {
        Exception? failure = null;
        int failed = pieces;
        Parallel.For(0, pieces, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 }, (piece, state) =>
        {
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                body(piece);
            }
            catch (Exception e)
            {
                // The pieces before this one are done still, so that it is the first failure of all that is told, whatever happens when.
                state.Break();
                lock (_lock)
                    (failure, failed) = piece < failed ? (e, piece) : (failure, failed);
            }
        });
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Shares a loop over items out among threads, and counts them.</summary>
    /// <param name="items">How many items.</param>
    /// <param name="body">Does those from one on and before another.</param>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    public void ShareStrides(int items, Action<int, int> body) => Share((int)(((long)items + Stride - 1) / Stride), piece =>
    {
        int start = piece * Stride;
        int end = (int)Math.Min(items, (long)start + Stride);
        body(start, end);
        Advance(end - start);
    });

    /// <summary>For a loop over items: looks and counts once in a <see cref="Stride"/>.</summary>
    /// <exception cref="OperationCanceledException">The work is to end.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass(int item)
    {
        if ((item & (Stride - 1)) == 0)
            Advance(Stride);
    }
}
