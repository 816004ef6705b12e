namespace DomainBlock.Tests.Files;

/// <summary>
/// What a server does: threads ask the set that a volatile field holds, another puts the next one there and disposes the
/// last. An asker that comes too late for a set takes the one that is there by then; it takes no lock.
/// </summary>
internal sealed class SwapTraffic
{
    private readonly SwappedSet[] _sets;
    private readonly bool _mapped;
    private readonly long[] _answers;
    private volatile Generation _current;
    private volatile bool _stopping;
    private volatile string? _fault;
    private int _askersBegun;

    public SwapTraffic(SwappedSet[] sets, bool mapped)
    {
        _sets = sets;
        _mapped = mapped;
        _answers = new long[sets.Length];
        _current = Open(0);
    }

    /// <summary>What an asker got that it should not; null if all was well.</summary>
    public string? Fault => _fault;

    /// <summary>How often the set was swapped.</summary>
    public int Swapped { get; private set; }

    /// <summary>How many answers each set gave; complete when all askers have ended.</summary>
    public IReadOnlyList<long> Answers => _answers;

    /// <summary>Whether the set that is there now has answered.</summary>
    public bool CurrentHasAnswered => _current.HasAnswered;

    /// <summary>How many askers have had an answer.</summary>
    public int AskersBegun => Volatile.Read(ref _askersBegun);

    public void Swap(int generation)
    {
        Generation last = _current;
        _current = Open(generation % _sets.Length);
        last.Blocklist.Dispose();
        Swapped++;
    }

    public void Stop()
    {
        _stopping = true;
        _current.Blocklist.Dispose();
    }

    /// <summary>Asks until it is stopped.</summary>
    public void Ask(int asker)
    {
        long[] answers = new long[_sets.Length];
        for (int turn = asker; !_stopping; turn++)
        {
            Generation generation = _current;
            int question = turn % SwappedSet.Questions.Length;
            try
            {
                MatchResult answer = generation.Blocklist.Match(SwappedSet.Questions[question]);
                if (answer != _sets[generation.Set].Expected[question])
                    _fault = $"Set {generation.Set} answers {answer} for {SwappedSet.Questions[question]}.";
                if (!generation.HasAnswered)
                    generation.HasAnswered = true;
                if (answers[generation.Set]++ == 0 && answers.Sum() == 1)
                    Interlocked.Increment(ref _askersBegun);
            }
            catch (ObjectDisposedException)
            {
                // It was disposed between taking and asking it.
            }
            catch (Exception e)
            {
                _fault = e.ToString();
                return;
            }
        }
        for (int set = 0; set < answers.Length; set++)
            Interlocked.Add(ref _answers[set], answers[set]);
    }

    private Generation Open(int set)
    {
        // Each generation is another blocklist, as one is after every reload.
        Blocklist blocklist = _mapped
            ? Blocklist.Open(_sets[set].Path, new BlocklistOpenOptions { DeferChecksums = true })
            : Blocklist.Load(_sets[set].Image, new BlocklistOpenOptions { DeferChecksums = true });
        return new Generation(set, blocklist);
    }

    private sealed class Generation(int set, Blocklist blocklist)
    {
        private volatile bool _hasAnswered;

        public int Set { get; } = set;

        public Blocklist Blocklist { get; } = blocklist;

        public bool HasAnswered
        {
            get => _hasAnswered;
            set => _hasAnswered = value;
        }
    }
}
