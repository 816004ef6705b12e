namespace DomainBlock.Work;

/// <summary>
/// Sorts in parallel, by runs that are sorted each by itself and then merged in pairs, pass by pass. A pass is cut into pieces of its outcome: where the
/// piece begins in either run is found by binary search, so that the last pass has as much to share out as the first. Equal items keep their order
/// of runs; which thread did what leaves no trace. Takes as much room again as the items.
/// </summary>
internal static class MergeSort
{
    /// <summary>Items in a run, and in a piece of a pass: few enough for the token's sake, many enough not to count.</summary>
    private const int PieceLength = BuildWork.Stride * 8;

    /// <summary>How much work this will count.</summary>
    public static long WorkFor(int count)
    {
        long passes = 1;
        for (long length = PieceLength; length < count; length *= 2)
            passes++;
        return passes * count;
    }

    /// <summary>Sorts.</summary>
    /// <param name="items">The items; afterwards sorted, or room that is not needed any more.</param>
    /// <param name="count">How many of them count.</param>
    /// <param name="comparer">The order.</param>
    /// <param name="work">Is told of <see cref="WorkFor"/> items.</param>
    /// <returns>The sorted items: <paramref name="items"/> or another array of its length.</returns>
    /// <exception cref="OperationCanceledException">The work is to end; the items are in disorder.</exception>
    public static T[] Sort<T, TComparer>(T[] items, int count, TComparer comparer, BuildWork work)
        where TComparer : struct, IComparer<T>
    {
        int pieces = (int)(((long)count + PieceLength - 1) / PieceLength);
        work.Share(pieces, piece =>
        {
            Span<T> run = items.AsSpan(piece * PieceLength, Math.Min(PieceLength, count - (piece * PieceLength)));
            run.Sort(comparer);
            work.Advance(run.Length);
        });
        if (pieces <= 1)
            return items;

        T[] merged = new T[items.Length];
        for (long length = PieceLength; length < count; length *= 2)
        {
            T[] from = items;
            T[] to = merged;
            work.Share(pieces, piece =>
            {
                int start = piece * PieceLength;
                int end = (int)Math.Min(count, (long)start + PieceLength);
                MergePiece(from.AsSpan(0, count), length, start, to.AsSpan(start, end - start), comparer);
                work.Advance(end - start);
            });
            (items, merged) = (merged, items);
        }
        return items;
    }

    /// <summary>Writes a piece of what two neighbouring runs are merged into.</summary>
    private static void MergePiece<T, TComparer>(ReadOnlySpan<T> items, long runLength, int start, Span<T> piece, TComparer comparer)
        where TComparer : struct, IComparer<T>
    {
        int first = (int)(start / (2 * runLength) * (2 * runLength));
        ReadOnlySpan<T> left = items.Slice(first, (int)Math.Min(runLength, items.Length - first));
        ReadOnlySpan<T> right = items.Slice(first + left.Length, (int)Math.Min(runLength, items.Length - first - left.Length));

        // So many of the left run come before the piece; the others before it are of the right.
        int before = start - first;
        int low = Math.Max(0, before - right.Length);
        int high = Math.Min(before, left.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (comparer.Compare(left[middle], right[before - middle - 1]) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        left = left[low..];
        right = right[(before - low)..];
        for (int i = 0; i < piece.Length; i++)
        {
            bool isLeft = right.IsEmpty || (!left.IsEmpty && comparer.Compare(left[0], right[0]) <= 0);
            piece[i] = isLeft ? left[0] : right[0];
            if (isLeft)
                left = left[1..];
            else
                right = right[1..];
        }
    }
}
