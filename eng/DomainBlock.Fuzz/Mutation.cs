namespace DomainBlock.Fuzz;

/// <summary>Bytes that are made of others by a few edits: what a fuzzer does without looking, the same for the same seed.</summary>
internal static class Mutation
{
    private const int MaxEdits = 6;
    private const int MaxPiece = 64;

    private static readonly byte[] Extremes = [0, 1, 0x7F, 0x80, 0xFF, (byte)'\n', (byte)'.', (byte)'*', (byte)'"', (byte)'\\'];

    /// <summary>Makes a mutant.</summary>
    /// <param name="corpus">What it is made of: one of these, with pieces of the others.</param>
    /// <param name="seed">Which one.</param>
    public static byte[] Make(IReadOnlyList<byte[]> corpus, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        for (int edits = random.Next(1, MaxEdits + 1); edits > 0; edits--)
            Edit(bytes, corpus, random);
        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, IReadOnlyList<byte[]> corpus, Random random)
    {
        int place = random.Next(bytes.Count + 1);
        int length = random.Next(Math.Min(MaxPiece, bytes.Count - place) + 1);
        switch (random.Next(8))
        {
            case 0 when place < bytes.Count:
                bytes[place] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when place < bytes.Count:
                bytes[place] = Extremes[random.Next(Extremes.Length)];
                break;
            case 2 when place < bytes.Count:
                bytes[place] = (byte)random.Next(256);
                break;
            case 3:
                bytes.RemoveRange(place, length);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(place, length));
                break;
            case 5:
                byte[] other = corpus[random.Next(corpus.Count)];
                int from = random.Next(other.Length + 1);
                bytes.InsertRange(place, other.AsSpan(from, random.Next(Math.Min(MaxPiece, other.Length - from) + 1)).ToArray());
                break;
            case 6:
                bytes.InsertRange(place, Enumerable.Repeat(Extremes[random.Next(Extremes.Length)], random.Next(1, MaxPiece)));
                break;
            case 7 when random.Next(4) == 0:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
        }
    }
}
