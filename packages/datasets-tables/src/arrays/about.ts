export const about = {
  title: 'Arrays of your own',
  licence: 'That of the arrays',
  citation: 'That of the arrays',
  obtain:
    'Name a .npz file, or a folder or archive of .npy files (x_train, y_train, x_test, y_test), of IDX files as MNIST has them, or of Parquet files with pictures, with --data.',
};
