package org.wasl.warehouse.survey;

import java.math.BigInteger;

/**
 * Matrices of +1 and −1 (here true and false) whose rows are orthogonal, with a first row and column of +1: of order 2ᵏ by
 * Sylvester (1867), p + 1 for a prime p ≡ 3 (mod 4) and 2 (q + 1) for a prime q ≡ 1 (mod 4) by Paley (1933), and what doubling
 * makes of these. Of a given number of rows, the matrix that R's {@code survey} takes; of 28 and 36 and what is doubled from
 * them R has others of the same order.
 */
final class Hadamard {
    /** Orders that are doubled, and of those with which no larger one of another kind is looked for. */
    private static final int[] DOUBLED = {4, 16, 28, 36};

    /** A matrix may be this much larger than needed before Paley's first kind is tried. */
    private static final int NEAR = 4;

    private final boolean[][] positive;

    private Hadamard(boolean[][] positive) {
        this.positive = positive;
    }

    /** With at least so many rows besides the first. */
    static Hadamard of(int rows) {
        int least = rows + 4 - rows % 4;
        for (int order : DOUBLED) {
            if (order == least) {
                return known(order);
            }
        }
        int order = Integer.MAX_VALUE;
        int from = 0;
        for (int known : DOUBLED) {
            int doubled = known;
            while (doubled < rows + 1) {
                doubled *= 2;
            }
            if (doubled < order) {
                order = doubled;
                from = known;
            }
        }
        int prime = order - rows > NEAR ? prime(rows, order) : 0;
        Hadamard matrix = prime == 0 ? known(from) : paley(prime);
        while (matrix.order() < (prime == 0 ? order : Math.max(least, prime + 1))) {
            matrix = matrix.doubled();
        }
        return matrix;
    }

    /** The prime of a matrix of Paley's first kind that itself or doubled has so many rows; 0 where none is small enough. */
    private static int prime(int rows, int most) {
        int least = rows + 4 - rows % 4;
        int odd = least;
        while (odd % 8 == 0) {
            odd /= 2;
        }
        if (odd < least && isPrime(odd - 1)) {
            return odd - 1;
        }
        int prime = rows;
        while (prime % 4 != 3 || !isPrime(prime)) {
            prime++;
        }
        if (prime + 1 > least + NEAR && least + NEAR < most) {
            return prime(least + 3, 2 * (least + 3));
        }
        return prime > most ? 0 : prime;
    }

    private static boolean isPrime(int number) {
        return BigInteger.valueOf(number).isProbablePrime(50);
    }

    int order() {
        return positive.length;
    }

    boolean positive(int row, int column) {
        return positive[row][column];
    }

    private static Hadamard known(int order) {
        if (order == 28 || order == 36) {
            return conference(order / 2 - 1);
        }
        return sylvester(order);
    }

    /** Of an order that is a power of two. */
    static Hadamard sylvester(int order) {
        Hadamard matrix = new Hadamard(new boolean[][] {{true}});
        while (matrix.order() < order) {
            matrix = matrix.doubled();
        }
        return matrix;
    }

    private Hadamard doubled() {
        int n = order();
        boolean[][] twice = new boolean[2 * n][2 * n];
        for (int i = 0; i < 2 * n; i++) {
            for (int j = 0; j < 2 * n; j++) {
                twice[i][j] = positive[i % n][j % n] ^ (i >= n && j >= n);
            }
        }
        return new Hadamard(twice);
    }

    /** Whether each residue is a square, zero included. */
    private static boolean[] squares(int prime) {
        boolean[] square = new boolean[prime];
        for (long i = 0; i < prime; i++) {
            square[(int) (i * i % prime)] = true;
        }
        return square;
    }

    /** Paley's first kind. */
    private static Hadamard paley(int prime) {
        boolean[] square = squares(prime);
        boolean[][] matrix = new boolean[prime + 1][prime + 1];
        for (int i = 0; i <= prime; i++) {
            for (int j = 0; j <= prime; j++) {
                matrix[i][j] = i == 0 || j == 0 || !square[(i + j - 2) % prime];
            }
        }
        return new Hadamard(matrix);
    }

    /** Paley's second kind: a symmetric conference matrix with (+ + / + −) for +1, its negative for −1, (+ − / − −) for 0. */
    private static Hadamard conference(int prime) {
        boolean[] square = squares(prime);
        int n = 2 * (prime + 1);
        boolean[][] matrix = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean corner = i % 2 == 1 && j % 2 == 1;
                int row = i / 2;
                int column = j / 2;
                if (row == column) {
                    matrix[i][j] = i % 2 == 0 && j % 2 == 0;
                } else {
                    boolean one = row == 0 || column == 0 || square[Math.floorMod(row - column, prime)];
                    matrix[i][j] = one ^ corner;
                }
            }
        }
        return new Hadamard(matrix).normalised();
    }

    /** With a first row and column of +1. */
    private Hadamard normalised() {
        boolean[][] matrix = new boolean[order()][order()];
        for (int i = 0; i < order(); i++) {
            for (int j = 0; j < order(); j++) {
                matrix[i][j] = positive[i][j] ^ !positive[i][0] ^ !positive[0][j] ^ !positive[0][0];
            }
        }
        return new Hadamard(matrix);
    }
}
